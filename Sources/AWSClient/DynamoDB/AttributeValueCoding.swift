import HTTPTransport
package import JSONCoding

extension AttributeValue {
    /// The value as it stands on the wire: an object whose one member names the type.
    package var json: JSON {
        switch self {
        case .string(let text): ["S": .string(text)]
        case .number(let digits): ["N": .string(digits)]
        case .binary(let bytes): ["B": .string(Base64.encode(bytes))]
        case .bool(let value): ["BOOL": .bool(value)]
        case .null: ["NULL": true]
        case .map(let members): ["M": members.json]
        case .list(let elements): ["L": .array(elements.map(\.json))]
        case .stringSet(let texts): ["SS": .array(texts.map(JSON.string))]
        case .numberSet(let numbers): ["NS": .array(numbers.map(JSON.string))]
        case .binarySet(let values): ["BS": .array(values.map { .string(Base64.encode($0)) })]
        }
    }

    init(_ json: JSON) throws(UnexpectedAnswer) {
        guard let (type, content) = json.object?.first,
            let value = try Self(type: type, content)
        else { throw UnexpectedAnswer("no DynamoDB attribute value: \(json)") }
        self = value
    }

    private init?(type: String, _ content: JSON) throws(UnexpectedAnswer) {
        let value: Self? =
            switch type {
            case "S": content.string.map(Self.string)
            case "N": content.string.map(Self.number)
            case "B": content.string.flatMap(Base64.decode).map(Self.binary)
            case "BOOL": content.bool.map(Self.bool)
            case "NULL": .null
            case "M": .map(try itemAttributes(content))
            case "L": .list(try elements(content))
            case "SS": content.strings.map { .stringSet(Set($0)) }
            case "NS": content.strings.map { .numberSet(Set($0)) }
            case "BS": content.strings?.all(Base64.decode).map { .binarySet(Set($0)) }
            default: nil
            }
        guard let value else { return nil }
        self = value
    }
}

extension [String: AttributeValue] {
    package var json: JSON {
        .object(JSON.Object(map { ($0, $1.json) }))
    }
}

package func itemAttributes(_ json: JSON) throws(UnexpectedAnswer) -> [String: AttributeValue] {
    guard let members = json.object else { throw UnexpectedAnswer("no item: \(json)") }
    var item = [String: AttributeValue](minimumCapacity: members.count)
    for (name, value) in members { item[name] = try AttributeValue(value) }
    return item
}

func optionalItem(_ json: JSON?) throws(UnexpectedAnswer) -> [String: AttributeValue]? {
    guard let json else { return nil }
    return try itemAttributes(json)
}

private func elements(_ json: JSON) throws(UnexpectedAnswer) -> [AttributeValue] {
    guard let elements = json.array else { throw UnexpectedAnswer("no list: \(json)") }
    return try elements.map { value throws(UnexpectedAnswer) in try AttributeValue(value) }
}

extension JSON {
    fileprivate var strings: [String]? {
        array?.all(\.string)
    }
}

extension Array {
    /// What the elements become; nil where one of them becomes nothing.
    fileprivate func all<Result>(_ transform: (Element) -> Result?) -> [Result]? {
        let results = compactMap(transform)
        return results.count == count ? results : nil
    }
}
