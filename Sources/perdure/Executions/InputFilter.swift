import ArgumentParser
import Foundation

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
        let options: JSONSerialization.ReadingOptions = .fragmentsAllowed
        var found = try? JSONSerialization.jsonObject(
            with: Data((input ?? "null").utf8),
            options: options
        )
        for key in path {
            if let items = found as? [Any], let index = Int(key) {
                found = items.indices.contains(index) ? items[index] : nil
            } else {
                found = (found as? [String: Any])?[key]
            }
        }
        guard let found = found as? NSObject else { return false }
        if let text = found as? String, text == value { return true }
        let wanted = try? JSONSerialization.jsonObject(with: Data(value.utf8), options: options)
        return found == wanted as? NSObject
    }
}
