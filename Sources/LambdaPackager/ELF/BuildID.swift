/// Which build an executable is: a digest that the linker or the packager put into it.
package struct BuildID: Sendable, Hashable, CustomStringConvertible {
    /// In hexadecimal.
    package let description: String

    init(hexadecimal text: some StringProtocol) {
        description = String(text)
    }
}

extension ELFImage {
    /// The id that lies in the file this was read from; `nil` where it has none.
    package func buildID(in content: [UInt8]) -> BuildID? {
        buildIDRange.map { BuildID(hexadecimal: hexadecimal(content[$0])) }
    }
}
