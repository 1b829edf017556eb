import JSONCoding
import Testing

@Suite struct `A JSON text` {
    @Test(arguments: readings)
    func `is read`(text: String, value: JSON) throws {
        #expect(try JSON(parsing: Array(text.utf8)) == value)
        #expect(try JSON(parsing: value.bytes) == value)
    }

    @Test(arguments: [
        "", " ", "nul", "tru e", "1 2", "[1", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
        "{a:1}", "\"", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\u+123\"",
        "\"\\ud83d\"", "\"\\ude42\"", "\"\\ud83d\\u0041\"", "\"a\nb\"", "\"a\n\"", "+", "-", "1e",
        "01", "01x", "1.", ".5", "-.5", "+1", "1e+", "0x1", "]", "}", "NaN", "Infinity",
    ])
    func `that is none is refused`(text: String) {
        #expect(throws: JSONError.self) { try JSON(parsing: Array(text.utf8)) }
    }

    @Test func `cut short anywhere is refused`() {
        let text = Array(#"{"a":[true,null,{"b":"\u00e9\n"}],"c":"d"}"#.utf8)
        for length in text.indices {
            #expect(throws: JSONError.self) { try JSON(parsing: Array(text[..<length])) }
        }
    }

    @Test func `that is not UTF-8 is refused`() {
        #expect(throws: JSONError.self) { try JSON(parsing: [0x22, 0xff, 0x22]) }
    }

    @Test func `nested without end is refused`() {
        let text = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
        #expect(throws: JSONError.self) { try JSON(parsing: text) }
    }

    @Test func `leaves out members without a value`() {
        #expect(JSON.members(["a": nil, "b": true]) == ["b": true])
    }
}

private let readings: [(String, JSON)] = [
    ("null", JSON.null), (" true ", true), ("\n\t\r false", false),
    ("-12.50e+3", .number("-12.50e+3")), ("0", .number("0")), ("0.0E-7", .number("0.0E-7")),
    ("\"\"", ""), ("[]", []), ("{}", [:]),
    ("[1,[2]]", [.number("1"), [.number("2")]]),
    (#"{"a" : {"b":[ ]} }"#, ["a": ["b": []]]),
    (#""\"\\\/\b\f\n\r\tA\u00e9\ud83d\ude42\u0000""#, "\"\\/\u{8}\u{c}\n\r\tAé🙂\0"),
    ("\"é漢🙂\"", "é漢🙂"),
    (#"{"twice":1,"twice":2}"#, ["twice": .number("2")]),
]
