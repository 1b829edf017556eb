import Foundation
import LambdaEvents
import Testing

@Suite struct `Values on the wire` {
    @Test(arguments: [
        ("2026-03-14T09:07:06Z", 1_773_479_226.0),
        ("2026-03-14T09:07:06.5Z", 1_773_479_226.5),
        ("2026-03-14T09:07:06.123Z", 1_773_479_226.123),
        ("2026-03-14T09:07:06.123456Z", 1_773_479_226.123456),
        ("1970-01-01T00:00:00.000Z", 0),
        ("2026-03-14T10:07:06+01:00", 1_773_479_226.0),
    ])
    func `a timestamp keeps its spelling`(text: String, seconds: Double) throws {
        let timestamp = try decode(ISO8601Timestamp.self, "\"\(text)\"")
        #expect(abs(timestamp.date.timeIntervalSince1970 - seconds) < 0.000_01)
        #expect(try encode(timestamp) == "\"\(text)\"")
    }

    @Test(arguments: [
        "yesterday", "", "2026-03-14", "2026-13-14T09:07:06Z", ".", "2026-03-14T09:07:06.Z",
    ])
    func `what is no timestamp does not decode`(text: String) {
        #expect(throws: DecodingError.self) { try decode(ISO8601Timestamp.self, "\"\(text)\"") }
    }

    @Test func `a date becomes a timestamp to the millisecond`() {
        let timestamp = ISO8601Timestamp(Date(timeIntervalSince1970: 1_773_479_226.125))
        #expect(timestamp.text == "2026-03-14T09:07:06.125Z")
    }

    @Test(arguments: ["1773479226", "1773479226.123", "1607497475.001"])
    func `seconds since 1970 keep their fraction`(text: String) throws {
        #expect(try encode(decode(SecondsSince1970.self, text)) == text)
    }

    @Test(arguments: [
        "null", "true", "-7", "9007199254740993", "0.5", #""é""#, "[1,[],null]", #"{"a":{"b":1}}"#,
    ])
    func `any JSON decodes, and encodes back equal`(text: String) throws {
        #expect(try encode(decode(JSONValue.self, text)) == text)
    }

    @Test func `a value nobody has heard of decodes as itself`() throws {
        let name = try decode(S3Event.Name.self, #""ObjectCreated:Beamed""#)
        #expect(name.rawValue == "ObjectCreated:Beamed")
        #expect(try encode([name]) == #"["ObjectCreated:Beamed"]"#)
    }
}

func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
}

func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}
