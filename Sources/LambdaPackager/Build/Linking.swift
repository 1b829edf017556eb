/// How a function's executable finds the code of others.
package enum Linking: String, Sendable, Codable {
    /// All of it is in the executable.
    case `static`
    /// Shared libraries and their loader lie beside it in the zip.
    case bundled
    /// Amazon Linux 2023 has the shared libraries it needs.
    case system

    /// The folder of the bundled libraries in the zip: apart from `lib`, whose libraries Lambda would give to every
    /// program, the system's own included.
    static let folder = ".rt"

    init(_ image: ELFImage) {
        switch image.loader {
        case nil: self = .static
        case .some(let path): self = path.hasPrefix("/var/task/") ? .bundled : .system
        }
    }
}
