/// A value of any shape.
enum Shape: Codable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case list([Shape])
    case members([String: Shape])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([Shape].self) {
            self = .list(value)
        } else {
            self = .members(try container.decode([String: Shape].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .members(let value): try container.encode(value)
        }
    }
}

extension Shape {
    static func random(using random: inout SplitMix, depth: Int) -> Shape {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(.random(using: &random))
        case 2:
            return .integer(
                Int64(bitPattern: random.next() >> UInt64.random(in: 0..<64, using: &random))
            )
        case 3: return .number(.random(in: -1e10...1e10, using: &random) + 0.5)
        case 4: return .text(text(using: &random))
        case 5: return .list(list(using: &random, depth: depth))
        default:
            let values = list(using: &random, depth: depth)
            return .members(Dictionary(values.map { (name(using: &random), $0) }) { $1 })
        }
    }

    private static func list(using random: inout SplitMix, depth: Int) -> [Shape] {
        (0..<Int.random(in: 0...30, using: &random) / depth).map { _ in
            .random(using: &random, depth: depth - 1)
        }
    }

    /// Foundation orders the names as they are, we as they are written: an escape makes a difference.
    private static func name(using random: inout SplitMix) -> String {
        text(of: "abcé漢🙂\\/", using: &random)
    }

    private static func text(using random: inout SplitMix) -> String {
        text(of: "abcé漢🙂\"\\/\n\u{1}", using: &random)
    }

    private static func text(of letters: String, using random: inout SplitMix) -> String {
        String(
            (0..<Int.random(in: 0...8, using: &random)).map { _ in
                letters.randomElement(using: &random) ?? "a"
            }
        )
    }
}

/// Random numbers that are the same for the same seed.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
