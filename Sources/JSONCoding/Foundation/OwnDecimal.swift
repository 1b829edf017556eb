/// How `Decimal` encodes itself: so many times ten to the exponent.
struct OwnDecimal: Codable {
    private var exponent: Int
    /// How many of the mantissa's words count.
    private var length: Int
    private var isNegative: Bool
    private var isCompact: Bool
    /// The least significant word first.
    private var mantissa: [UInt16]

    /// Digits that a `Decimal` has no room for are rounded; nil where its exponent has no room for the number.
    init?(_ number: SpelledNumber) {
        guard
            let (magnitude, exponent) = Self.fitting(Self.rounded(number.digits), number.exponent)
        else { return nil }
        self.exponent = exponent
        mantissa = (0..<8).map { UInt16(truncatingIfNeeded: magnitude >> ($0 * 16)) }
        length = mantissa.count - mantissa.reversed().prefix { $0 == 0 }.count
        isNegative = number.isNegative
        isCompact = true
    }

    /// As many of the digits as there is room for, and how many there was none for.
    private static func rounded(_ digits: [UInt8]) -> (magnitude: UInt128, dropped: Int) {
        var magnitude: UInt128 = 0
        for (index, digit) in digits.enumerated() {
            let (tens, isTooLarge) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, isTooMuch) = tens.addingReportingOverflow(UInt128(digit))
            guard !isTooLarge, !isTooMuch else {
                let up: UInt128 = digit >= 5 && magnitude < .max ? 1 : 0
                return (magnitude + up, digits.count - index)
            }
            magnitude = sum
        }
        return (magnitude, 0)
    }

    /// The same number, with more zeros where the exponent would be too large.
    private static func fitting(
        _ number: (magnitude: UInt128, dropped: Int),
        _ exponent: Int
    ) -> (magnitude: UInt128, exponent: Int)? {
        var magnitude = number.magnitude
        guard exponent < 1_000, exponent >= -1_000 else { return nil }
        var exponent = exponent + number.dropped
        while exponent > 127 {
            let (tens, isTooLarge) = magnitude.multipliedReportingOverflow(by: 10)
            guard !isTooLarge else { return nil }
            magnitude = tens
            exponent -= 1
        }
        return exponent >= -128 ? (magnitude, exponent) : nil
    }
}

extension OwnDecimal {
    /// The number in JSON; nil where it is none, which is what a sign without a word says.
    var digits: String? {
        guard length > 0 || !isNegative else { return nil }
        let magnitude = mantissa.reversed().reduce(UInt128(0)) { $0 << 16 | UInt128($1) }
        let sign = isNegative ? "-" : ""
        var digits = String(magnitude)
        if exponent >= 0 {
            let zeros = magnitude == 0 ? 0 : exponent
            return sign + digits + String(repeating: "0", count: zeros)
        }
        if digits.count <= -exponent {
            digits = String(repeating: "0", count: -exponent - digits.count + 1) + digits
        }
        return sign + digits.dropLast(-exponent) + "." + digits.suffix(-exponent)
    }
}
