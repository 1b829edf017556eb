import Foundation

/// JSON in one spelling, in which null and absent members are the same.
func canonical(_ json: Data) throws -> String {
    let value = try JSONSerialization.jsonObject(with: json, options: .fragmentsAllowed)
    let data = try JSONSerialization.data(
        withJSONObject: withoutNulls(value),
        options: [.sortedKeys, .prettyPrinted, .fragmentsAllowed, .withoutEscapingSlashes]
    )
    return String(decoding: data, as: UTF8.self)
}

private func withoutNulls(_ value: Any) -> Any {
    switch value {
    case let members as [String: Any]:
        members.filter { !($0.value is NSNull) }.mapValues(withoutNulls)
    case let elements as [Any]: elements.map(withoutNulls)
    default: value
    }
}

/// Decodes an event, encodes it, and gives back what that wrote.
func roundTrip<Event: Codable>(_ type: Event.Type, _ json: Data) throws -> Data {
    try JSONEncoder().encode(JSONDecoder().decode(type, from: json))
}

/// Whether two texts decode to the same event.
func decodeAlike<Event: Decodable & Equatable>(
    _ type: Event.Type,
    _ first: Data,
    _ second: Data
) throws -> Bool {
    let decoder = JSONDecoder()
    return try decoder.decode(type, from: first) == decoder.decode(type, from: second)
}
