import FoundationEssentials
import JSONCoding
import LambdaEvents
import Testing

/// Foundation's coder is the oracle: what it reads and writes when it is left as it is made, this one does too.
@Suite struct `Coding a value` {
    @Test(arguments: samples)
    func `writes what Foundation writes`(value: AnySample) throws {
        #expect(try JSON.text(of: value.value) == foundation(value.value))
    }

    @Test(arguments: samples)
    func `reads back what it wrote`(value: AnySample) throws {
        try value.expectRoundTrip()
    }

    @Test(arguments: 1...8)
    func `of any shape agrees with Foundation`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        for _ in 1...250 {
            let value = JSONValue.random(using: &random, depth: 4)
            let text = try JSON.text(of: value)
            #expect(try text == foundation(value))
            #expect(try JSON.decode(JSONValue.self, from: text) == value)
            #expect(try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) == value)
        }
    }

    @Test(arguments: [
        "0", "-0", "1.0", "1e2", "100e-2", "0.5", "1e19", "-1e3", "255", "256", "-129", "3.4e38",
        "1e39",
        "9223372036854775807", "9223372036854775808", "18446744073709551615", "1e400", "-1.5e300",
        "170141183460469231731687303715884105727", "123456789012345678", "7335851633539078e2",
        "5682227032129743293.37", "-48720031911653667E0", "1e9223372036854775807", "null", "true",
        "\"1\"",
        "[1]", "{}",
    ])
    func `reads a number as Foundation does`(text: String) {
        expectSame(Int.self, text)
        expectSame(Int8.self, text)
        expectSame(UInt8.self, text)
        expectSame(Int64.self, text)
        expectSame(UInt64.self, text)
        expectSame(Int128.self, text)
        expectSame(Double.self, text)
        expectSame(Bool.self, text)
        expectSame(String.self, text)
        expectSame(Decimal.self, text)
        expectSame([Int].self, text)
        expectSame([String: Int].self, text)
        expectSame(Int?.self, text)
    }

    @Test func `reads each of many members`() throws {
        let members = Dictionary(uniqueKeysWithValues: (0..<1_000).map { ("\($0)", $0) })
        #expect(try JSON.decode([String: Int].self, from: JSON.encode(members)) == members)
    }

    @Test(arguments: ["0e9223372036854775807", "-0.0", "0", "0e-5"])
    func `reads nothing as nothing, however it is spelled`(text: String) throws {
        #expect(try JSON.decode(Int.self, from: text) == 0)
    }

    /// Each element is tried as several types; to tell each time where it is must not take long.
    @Test func `reads each of many elements of any shape`() throws {
        let shapes = JSONValue.array(Array(repeating: .string("a"), count: 20_000))
        #expect(try JSON.decode(JSONValue.self, from: JSON.encode(shapes)) == shapes)
    }

    @Test func `tries an element again as another type`() throws {
        #expect(try JSON.decode(Mixed.self, from: #"[1,"a",[2],null,3]"#).sum == 6)
    }

    @Test func `reads a case that is named twice`() throws {
        let text = #"{"number":{"_0":1},"number":{"_0":2}}"#
        #expect(try JSON.decode(Choice.self, from: text) == .number(2))
    }

    @Test func `counts the bytes that an array is given all at once`() throws {
        #expect(try JSON.text(of: Counted()) == foundation(Counted()))
    }

    @Test func `leaves nothing behind`() throws {
        let key = try #require(CodingUserInfoKey(rawValue: "witness"))
        weak var witness: Witness?
        do {
            let alive = Witness()
            witness = alive
            _ = try JSON.encode(Choice.allSamples, userInfo: [key: alive])
            _ = try JSON.encode(Dog(name: "Rex", trick: "sit"), userInfo: [key: alive])
            _ = try JSON.encode(Interleaved(first: [1], second: [:]), userInfo: [key: alive])
        }
        #expect(witness == nil)
    }

    @Test(arguments: [3, 40])
    func `of two members with one name the last counts`(count: Int) throws {
        let members = (0..<count).map { #""x\#($0)":0"# } + [#""a":1"#, #""\u0061":2"#]
        #expect(try JSON.decode(Named.self, from: "{\(members.joined(separator: ","))}").a == 2)
    }
}

@Suite struct `What cannot be coded` {
    @Test func `says where it is`() {
        let text = #"{"list":[{"a":1},{"a":"x"}]}"#
        #expect(
            problem([String: [Named]].self, text)
                == "list.1.a: Expected a value of Int, found a string."
        )
        #expect(
            problem([String: [Named]].self, #"{"list":[{}]}"#) == "list.0: No member is named a."
        )
        #expect(
            problem([String: [[Int]]].self, #"{"a":[[],[1]],"b":[[0],[1,"x"]]}"#)
                == "b.1.1: Expected a value of Int, found a string."
        )
        #expect(problem([Data].self, "[null]") == "0: Expected a value of String, found null.")
        #expect(problem([[UInt8]].self, "[[1],[1,256]]") == "1.1: 256 does not fit UInt8.")
        #expect(
            problem([Named].self, "[null]")
                == "0: Expected a value of Dictionary<String, Any>, found null."
        )
        let nines = String(repeating: "9", count: 80)
        #expect(problem(Int.self, nines + nines) == ": \(nines) does not fit Int.")
        #expect(problem([Data].self, #"["AQI"]"#) == "0: 'AQI' is no Data.")
        #expect(problem([Decimal].self, "[1e400]") == "0: 1e400 does not fit Decimal.")
        #expect(
            problem(Int.self, "[1") == ": not JSON at byte 2: expected a comma or the array's end"
        )
    }

    @Test func `says where it is in what is encoded`() {
        let endless = Choice.pair(name: "x", .infinity)
        #expect(
            place(["a": [Choice.nothing, .nested([endless])]]) == [
                "a", "1", "nested", "_0", "0", "pair", "_1",
            ]
        )
        #expect(place([Heir(wealth: .infinity)]) == ["0", "super", "wealth"])
    }

    @Test func `is nested deeper than can be read`() throws {
        var value = JSONValue.null
        for depth in 0..<128 {
            let text = try JSON.encode(value)
            #expect(try JSON.decode(JSONValue.self, from: text) == value, "\(depth)")
            value = .array([value])
        }
        #expect(throws: EncodingError.self) { try JSON.encode(value) }
    }

    @Test func `is not written`() {
        let endless = ["a": [1, Double.infinity]]
        #expect(throws: EncodingError.self) { try JSON.encode(endless) }
        #expect(throws: EncodingError.self) { try JSON.encode(Decimal.nan) }
        #expect(throws: EncodingError.self) { try JSON.encode(Silent()) }
        let relative = URL(string: "b", relativeTo: URL(string: "https://a/"))
        #expect(throws: EncodingError.self) { try JSON.encode(relative) }
    }

    @Test(arguments: 1...8)
    func `is refused exactly where Foundation refuses it`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        for _ in 1...400 {
            let text = damaged(
                try JSON.encode(JSONValue.random(using: &random, depth: 3)),
                using: &random
            )
            let isRefused = (try? JSONDecoder().decode(JSONValue.self, from: Data(text))) == nil
            #expect(((try? JSON.decode(JSONValue.self, from: text)) == nil) == isRefused)
        }
    }

    private func damaged(_ text: [UInt8], using random: inout SplitMix) -> [UInt8] {
        var text = text
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let place = Int.random(in: text.indices, using: &random)
            text[place] = Array(#"{}[],:"\0e.-x u"#.utf8).randomElement(using: &random) ?? 0
        }
        return text
    }
}

private func place(_ value: some Encodable) -> [String]? {
    do {
        _ = try JSON.encode(value)
        return nil
    } catch EncodingError.invalidValue(_, let context) {
        return context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
    } catch {
        return ["\(error)"]
    }
}

private func foundation(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}

private func expectSame<Value: Decodable & Equatable>(_ type: Value.Type, _ text: String) {
    let theirs = try? JSONDecoder().decode(type, from: Data(text.utf8))
    #expect((try? JSON.decode(type, from: text)) == theirs, "\(text) as \(type)")
}

private func problem<Value: Decodable>(_ type: Value.Type, _ text: String) -> String? {
    do {
        _ = try JSON.decode(type, from: text)
        return nil
    } catch let DecodingError.typeMismatch(_, context), let DecodingError.keyNotFound(_, context),
        let DecodingError.valueNotFound(_, context), let DecodingError.dataCorrupted(context)
    {
        let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
        return "\(path.joined(separator: ".")): \(context.debugDescription)"
    } catch {
        return "\(error)"
    }
}

private struct Named: Codable, Equatable {
    var a: Int
}

private struct Silent: Encodable {
    func encode(to encoder: any Encoder) {}
}

/// Numbers, texts of no account, and lists of the same.
private struct Mixed: Decodable {
    var sum = 0

    init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        while !list.isAtEnd {
            if let number = try? list.decode(Int.self) {
                sum += number
            } else if let inner = try? list.decode(Mixed.self) {
                sum += inner.sum
            } else if try !list.decodeNil() {
                _ = try list.decode(String.self)
            }
        }
    }
}

private struct Counted: Encodable {
    func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        try list.encode(contentsOf: [7, 8, 9] as [UInt8])
        try list.encode(list.count)
    }
}

/// Encodes what it has where a superclass would.
private struct Heir: Encodable {
    var wealth: Double

    func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try ["wealth": wealth].encode(to: members.superEncoder())
    }

    private enum CodingKeys: CodingKey {
        case wealth
    }
}

private final class Witness: Sendable {}
