import Glibc

/// Settings by their environment variables' names, from one place or several; an empty one counts as
/// missing.
package struct Environment: Sendable {
    private typealias Layer = @Sendable (String) -> String?

    private var layers: [Layer]

    package subscript(name: String) -> String? {
        first(of: [name])?.value
    }

    /// The first of these settings that has a value: all of one layer come before those of the next.
    package func first(of names: [String]) -> (name: String, value: String)? {
        for layer in layers {
            for name in names {
                if let value = layer(name), !value.isEmpty { return (name, value) }
            }
        }
        return nil
    }

    /// These settings, and below them others, for what these do not say.
    package func backed(by other: Environment) -> Environment {
        Environment(layers: layers + other.layers)
    }

    /// Whether a setting says `true`.
    func isTrue(_ name: String) -> Bool {
        self[name]?.lowercasedASCII == "true"
    }
}

extension Environment {
    /// The variables of this process.
    package static let process = Environment(layers: [
        { name in getenv(name).map { String(cString: $0) } }
    ])
}

extension Environment: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral variables: (String, String)...) {
        self.init(Dictionary(variables) { _, last in last })
    }

    package init(_ variables: [String: String]) {
        self.init(layers: [{ variables[$0] }])
    }
}
