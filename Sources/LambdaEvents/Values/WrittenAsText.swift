/// A value whose wire form is a JSON string, such as the numbers in a queue message's attributes.
@propertyWrapper
public struct WrittenAsText<Value: LosslessStringConvertible> {
    /// The value that the string spells.
    public var wrappedValue: Value

    /// Wraps a value.
    public init(wrappedValue: Value) {
        self.wrappedValue = wrappedValue
    }
}

extension WrittenAsText: Sendable where Value: Sendable {}
extension WrittenAsText: Equatable where Value: Equatable {}

extension WrittenAsText: Codable {
    /// Reads the string; throws `DecodingError` where it spells no such value.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Value(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(text)' spells no \(Value.self)."
            )
        }
        self.init(wrappedValue: value)
    }

    /// Writes the string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(wrappedValue.description)
    }
}
