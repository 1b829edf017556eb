/// A version of the symbols of a library of the system, such as `GLIBC_2.34`.
struct SymbolVersion: Sendable, Hashable, CustomStringConvertible {
    let family: String
    let numbers: [Int]

    /// Nil for names that are no versions, such as `GLIBC_PRIVATE`.
    init?(_ text: String) {
        guard let mark = text.lastIndex(of: "_") else { return nil }
        let numbers = text[text.index(after: mark)...].split(separator: ".").map { Int($0) }
        guard !numbers.isEmpty, !numbers.contains(nil) else { return nil }
        family = String(text[..<mark])
        self.numbers = numbers.compactMap(\.self)
    }

    var description: String {
        "\(family)_" + numbers.map(String.init).joined(separator: ".")
    }

    func isNewer(than other: SymbolVersion) -> Bool {
        family == other.family && other.numbers.lexicographicallyPrecedes(numbers)
    }
}
