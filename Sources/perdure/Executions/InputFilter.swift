import ArgumentParser
import JSONCoding

/// What an execution's input must say: `customer.id=42`.
struct InputFilter: ExpressibleByArgument, Sendable {
    private let path: [String]
    private let value: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        path = parts[0].split(separator: ".").map(String.init)
        value = String(parts[1])
    }

    /// Whether JSON text has the value there, as text or as JSON; a number in the path is an item's.
    func matches(_ input: String?) -> Bool {
        let found = path.reduce(Self.json(input ?? "null")) { found, key in
            guard let items = found?.array else { return found?[key] }
            return Int(key).flatMap { items.indices.contains($0) ? items[$0] : nil }
        }
        guard let found else { return false }
        return found.string == value || Self.json(value).map(found.means) ?? false
    }

    /// What is no JSON has no value anywhere.
    private static func json(_ text: String) -> JSON? { try? JSON(parsing: Array(text.utf8)) }
}
