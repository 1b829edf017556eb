import FoundationEssentials
import JSONCoding
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
            let value = Shape.random(using: &random, depth: 4)
            let text = try JSON.text(of: value)
            #expect(try text == foundation(value))
            #expect(try JSON.decode(Shape.self, from: text) == value)
            #expect(try JSONDecoder().decode(Shape.self, from: Data(text.utf8)) == value)
        }
    }

    @Test(arguments: [
        "0", "-0", "1.0", "1e2", "100e-2", "0.5", "1e19", "-1e3", "255", "256", "-129", "3.4e38",
        "1e39",
        "9223372036854775807", "9223372036854775808", "18446744073709551615", "1e400", "-1.5e300",
        "170141183460469231731687303715884105727", "123456789012345678", "null", "true", "\"1\"",
        "[1]", "{}",
    ])
    func `reads a number as Foundation does`(text: String) {
        expectSame(Int.self, text)
        expectSame(Int8.self, text)
        expectSame(UInt8.self, text)
        expectSame(Int64.self, text)
        expectSame(UInt64.self, text)
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
        #expect(problem([[UInt8]].self, "[[1],[1,256]]") == "1.1: 256 does not fit UInt8.")
        #expect(
            problem([Named].self, "[null]")
                == "0: Expected a value of Dictionary<String, Any>, found null."
        )
        #expect(problem([Data].self, #"["AQI"]"#) == "0: 'AQI' is no Data.")
        #expect(problem([Decimal].self, "[1e400]") == "0: 1e400 does not fit Decimal.")
        #expect(
            problem(Int.self, "[1") == ": not JSON at byte 2: expected a comma or the array's end"
        )
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
                try JSON.encode(Shape.random(using: &random, depth: 3)),
                using: &random
            )
            let isRefused = (try? JSONDecoder().decode(Shape.self, from: Data(text))) == nil
            #expect(((try? JSON.decode(Shape.self, from: text)) == nil) == isRefused)
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
