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
        "2026-02-29T09:07:06Z", "2026-03-14T24:00:00Z", "2026-03-14T09:07:99Z",
        "2026-00-14T09:07:06Z", "2026-03-00T09:07:06Z", "2026-03-14T09:07:06",
        "2026-03-14T09:07:06++5:30", "2026-03-14T09:07:06+5:030", "2026-03-14T09:07:06+24:00",
        "2026-03-14T09:07:06.1.2Z", "2026-03-14T09:07:06.1eZ", "2026-03-14T09:07:06ZZ",
    ])
    func `what is no timestamp does not decode`(text: String) {
        #expect(throws: DecodingError.self) { try decode(ISO8601Timestamp.self, "\"\(text)\"") }
    }

    @Test func `a date becomes a timestamp to the millisecond`() {
        let timestamp = ISO8601Timestamp(Date(timeIntervalSince1970: 1_773_479_226.125))
        #expect(timestamp.text == "2026-03-14T09:07:06.125Z")
    }

    /// From the first year that Foundation does not count by the Julian calendar, in eighths of a second, of which it
    /// cuts nothing off.
    @Test func `a timestamp is what Foundation makes of it`() throws {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for seconds in stride(from: -12_212_553_600, to: 253_402_300_800, by: 132_824_517.625) {
            let date = Date(timeIntervalSince1970: seconds)
            let text = ISO8601Timestamp(date).text
            #expect(text == date.formatted(style))
            #expect(ISO8601Timestamp(text)?.date == date)
            #expect(try style.parse(text) == date)
        }
    }

    @Test func `a timestamp of any year is read back`() {
        for seconds in stride(from: -62_167_219_200, to: 253_402_300_800, by: 157_834_563.875) {
            let date = Date(timeIntervalSince1970: seconds)
            #expect(ISO8601Timestamp(ISO8601Timestamp(date).text)?.date == date)
        }
    }

    @Test(arguments: [
        (1e300, "9999-12-31T23:59:59.999Z"), (.infinity, "9999-12-31T23:59:59.999Z"),
        (253_402_300_799.9999, "9999-12-31T23:59:59.999Z"),
        (-.infinity, "0000-01-01T00:00:00.000Z"), (.nan, "0000-01-01T00:00:00.000Z"),
        (-0.001, "1969-12-31T23:59:59.999Z"), (-0.0001, "1970-01-01T00:00:00.000Z"),
        (-62_000_000_000, "0005-04-19T09:46:40.000Z"),
    ])
    func `a date beyond the calendar becomes the nearest in it`(seconds: Double, text: String) {
        let timestamp = ISO8601Timestamp(Date(timeIntervalSince1970: seconds))
        #expect(timestamp.text == text)
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
