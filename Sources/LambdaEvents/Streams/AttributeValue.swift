/// The value of an item's attribute.
///
/// Source: Amazon DynamoDB API reference, `AttributeValue`.
public enum AttributeValue: Sendable, Hashable {
    case string(String)
    /// A decimal number of up to 38 digits, in the spelling it has on the wire.
    case number(String)
    case binary(Blob)
    case bool(Bool)
    case null
    case map([String: AttributeValue])
    case list([AttributeValue])
    case stringSet([String])
    case numberSet([String])
    case binarySet([Blob])
}

extension AttributeValue: Codable {
    private enum CodingKeys: String, CodingKey {
        case string = "S"
        case number = "N"
        case binary = "B"
        case bool = "BOOL"
        case null = "NULL"
        case map = "M"
        case list = "L"
        case stringSet = "SS"
        case numberSet = "NS"
        case binarySet = "BS"
    }

    /// Reads an object whose one member names the type.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard let key = container.allKeys.first else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "It names no known type.")
            )
        }
        func read<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
            try container.decode(type, forKey: key)
        }
        switch key {
        case .string: self = .string(try read())
        case .number: self = .number(try read())
        case .binary: self = .binary(try read())
        case .bool: self = .bool(try read())
        case .null: self = .null
        case .map: self = .map(try read())
        case .list: self = .list(try read())
        case .stringSet: self = .stringSet(try read())
        case .numberSet: self = .numberSet(try read())
        case .binarySet: self = .binarySet(try read())
        }
    }

    /// Writes an object whose one member names the type.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .string(let value): try container.encode(value, forKey: .string)
        case .number(let value): try container.encode(value, forKey: .number)
        case .binary(let value): try container.encode(value, forKey: .binary)
        case .bool(let value): try container.encode(value, forKey: .bool)
        case .null: try container.encode(true, forKey: .null)
        case .map(let value): try container.encode(value, forKey: .map)
        case .list(let value): try container.encode(value, forKey: .list)
        case .stringSet(let value): try container.encode(value, forKey: .stringSet)
        case .numberSet(let value): try container.encode(value, forKey: .numberSet)
        case .binarySet(let value): try container.encode(value, forKey: .binarySet)
        }
    }
}
