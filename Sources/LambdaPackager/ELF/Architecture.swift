/// The processors Lambda has, by the names Lambda gives them.
package enum Architecture: String, Sendable, Codable, CaseIterable {
    case x64 = "x86_64"
    case arm64

    /// The processor of the machine this was built for.
    package static var current: Architecture {
        #if arch(x86_64)
        .x64
        #else
        .arm64
        #endif
    }

    /// Source: elf.h, `EM_X86_64` and `EM_AARCH64`.
    init?(machine: UInt16) {
        switch machine {
        case 62: self = .x64
        case 183: self = .arm64
        default: return nil
        }
    }
}
