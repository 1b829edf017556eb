import FoundationEssentials
import JSONCoding
import Testing

/// A value of any type, for tests that take one after another.
struct AnySample: CustomTestStringConvertible, Sendable {
    let value: any Encodable & Sendable
    private let roundTrip: @Sendable () throws -> Void

    init<Value: Codable & Equatable & Sendable>(_ value: Value) {
        self.value = value
        roundTrip = {
            let text = try JSON.text(of: value)
            #expect(try JSON.decode(Value.self, from: text) == value)
            #expect(try JSONDecoder().decode(Value.self, from: Data(text.utf8)) == value)
        }
    }

    func expectRoundTrip() throws { try roundTrip() }

    var testDescription: String { "\(value)".prefix(60).description }
}

let samples: [AnySample] = [
    AnySample(true), AnySample([Int.min, 0, .max]), AnySample(UInt64.max),
    AnySample([Int128.min, .max]), AnySample(UInt128.max),
    AnySample(["wide": Int128.min]), AnySample(Wide(signed: .min, unsigned: nil)),
    AnySample([
        1.0, -0.0, 0.1, 1e21, 1e22, 1e-7, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
        123_456_789.125,
    ]
    ),
    AnySample([Float(0.1), 16_777_216, .leastNonzeroMagnitude]),
    AnySample("\"\\/\u{8}\u{c}\n\r\t\u{1}\u{1f}\u{7f}\u{2028}é漢🙂\0"),
    AnySample(["b": 1, "a": 2, "a10": 3, "a9": 4, "é": 5, "": 6]), AnySample([1: "one", 2: "two"]),
    AnySample([Int?.none, 1]), AnySample([String]()), AnySample([String: Int]()),
    AnySample(Date(timeIntervalSinceReferenceDate: 0.125)),
    AnySample(Data()), AnySample(Data(0...255)), AnySample([Data([1]), Data([2, 3])]),
    AnySample([UInt8](0...255)),
    AnySample(decimals), AnySample(["price": Decimal(1) / 3]),
    AnySample(Decimal.greatestFiniteMagnitude),
    AnySample(URL(string: "https://example.com/a?b=c#d")), AnySample(UUID()),
    AnySample(Order.sample), AnySample(Choice.allSamples),
    AnySample(Dog(name: "Rex", trick: "sit")),
    AnySample(Interleaved(first: [1, 2], second: ["a": 3])),
]

private let decimals = [
    "0", "1", "-1.5", "1e10", "1e-10", "0.00012", "1e127", "1e-128", "100", "-0.10",
    "123456789012345678901234567890.12345678", "340282366920938463463374607431768211455",
].compactMap { Decimal(string: $0) }

struct Wide: Codable, Equatable {
    var signed: Int128
    var unsigned: UInt128?
}

/// A plain value with all that such values have.
struct Order: Codable, Equatable {
    var id: UUID
    var lines: [Line]
    var note: String?
    var due: Date
    var state: State
    var attachments: [String: Data]

    struct Line: Codable, Equatable {
        var item: String
        var price: Decimal
        var count: UInt16
    }

    enum State: String, Codable {
        case open, shipped
    }

    static let sample = Order(
        id: UUID(),
        lines: [
            Line(item: "tea", price: Decimal(19) / 4, count: 3), Line(item: "", price: 0, count: 0),
        ],
        due: Date(timeIntervalSince1970: 1_700_000_000.5),
        state: .shipped,
        attachments: ["a/b": Data([0xff, 0]), "none": Data()]
    )
}

enum Choice: Codable, Equatable {
    case nothing
    case number(Int)
    case pair(name: String, Double?)
    indirect case nested([Choice])

    static let allSamples: [Choice] = [
        .nothing, .number(1), .pair(name: "x", 1.5), .pair(name: "y", nil),
        .nested([.nothing, .nested([])]),
    ]
}

class Animal: Codable {
    let name: String

    init(name: String) { self.name = name }
}

/// Encodes its superclass apart.
final class Dog: Animal, Equatable, @unchecked Sendable {
    let trick: String

    init(name: String, trick: String) {
        self.trick = trick
        super.init(name: name)
    }

    private enum CodingKeys: CodingKey {
        case trick
    }

    required init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        trick = try container.decode(String.self, forKey: .trick)
        try super.init(from: container.superDecoder())
    }

    override func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(trick, forKey: .trick)
        try super.encode(to: container.superEncoder())
    }

    static func == (left: Dog, right: Dog) -> Bool {
        left.name == right.name && left.trick == right.trick
    }
}

/// Fills two containers by turns.
struct Interleaved: Codable, Equatable {
    var first: [Int]
    var second: [String: Int]

    private enum CodingKeys: CodingKey {
        case first, second
    }

    init(first: [Int], second: [String: Int]) {
        self.first = first
        self.second = second
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        var numbers = try container.nestedUnkeyedContainer(forKey: .first)
        first = []
        while !numbers.isAtEnd { first.append(try numbers.decode(Int.self)) }
        second = try container.decode([String: Int].self, forKey: .second)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        var numbers = container.nestedUnkeyedContainer(forKey: .first)
        var members = container.nestedContainer(keyedBy: Name.self, forKey: .second)
        for number in first {
            try numbers.encode(number)
            for (name, value) in second {
                try members.encode(value, forKey: Name(stringValue: name))
            }
        }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
