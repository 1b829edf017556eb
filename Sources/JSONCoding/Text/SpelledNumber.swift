/// A number however it is spelled: `100`, `1e2` and `100.0` are one.
struct SpelledNumber: Equatable {
    let isNegative: Bool
    /// The digits without zeros at either end, as their values; none of zero.
    let digits: [UInt8]
    /// Of ten: so many times the digits count.
    let exponent: Int

    /// Reads a JSON number; nil where its exponent is beyond all use.
    init?(_ spelling: String) {
        let parts = spelling.drop { $0 == "-" }.split { $0 == "e" || $0 == "E" }
        guard let mantissa = parts.first, let shift = parts.count > 1 ? Int(parts[1]) : 0 else {
            return nil
        }
        let halves = mantissa.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = halves.dropFirst().first ?? ""
        let written = (halves[0] + fraction).utf8.map { $0 - UInt8(ascii: "0") }
        let significant = written.drop { $0 == 0 }
        let zeros = significant.reversed().prefix { $0 == 0 }.count
        let (exponent, isTooLarge) = shift.addingReportingOverflow(zeros - fraction.utf8.count)
        guard !isTooLarge else { return nil }
        digits = Array(significant.dropLast(zeros))
        isNegative = spelling.first == "-" && !digits.isEmpty
        self.exponent = digits.isEmpty ? 0 : exponent
    }
}
