import LambdaEvents

extension JSONValue {
    static func random(using random: inout SplitMix, depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(.random(using: &random))
        case 2:
            return .integer(
                Int64(bitPattern: random.next() >> UInt64.random(in: 0..<64, using: &random))
            )
        case 3: return .number(.random(in: -1e10...1e10, using: &random) + 0.5)
        case 4: return .string(text(using: &random))
        case 5: return .array(list(using: &random, depth: depth))
        default:
            let values = list(using: &random, depth: depth)
            return .object(Dictionary(values.map { (name(using: &random), $0) }) { $1 })
        }
    }

    private static func list(using random: inout SplitMix, depth: Int) -> [JSONValue] {
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
