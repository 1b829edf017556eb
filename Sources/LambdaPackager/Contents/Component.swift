/// Something by others, or by the package itself, that is in a function's zip.
package struct Component: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Codable {
        case package
        case toolchain
        case systemLibrary
    }

    package let name: String
    package let kind: Kind
    /// `nil` where nobody says it, as for the package itself.
    package let version: String?
    /// How much of the executable is from it.
    package internal(set) var bytes: Int

    /// Adds up what has the same name and version.
    static func merged(_ components: [Component]) -> [Component] {
        var sums: [Component: Int] = [:]
        for component in components {
            var key = component
            key.bytes = 0
            sums[key, default: 0] += component.bytes
        }
        return sums.map { key, bytes in
            var sum = key
            sum.bytes = bytes
            return sum
        }.sorted { ($0.kind.rawValue, $0.name) < ($1.kind.rawValue, $1.name) }
    }
}
