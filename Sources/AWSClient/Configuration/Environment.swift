import Glibc

/// Environment variables; an empty one counts as missing.
package struct Environment: Sendable {
    private let value: @Sendable (String) -> String?

    package subscript(name: String) -> String? {
        value(name).flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension Environment {
    /// The variables of this process.
    package static let process = Environment { name in getenv(name).map { String(cString: $0) } }
}

extension Environment: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral variables: (String, String)...) {
        self.init(Dictionary(variables) { _, last in last })
    }

    package init(_ variables: [String: String]) {
        self.init { variables[$0] }
    }
}
