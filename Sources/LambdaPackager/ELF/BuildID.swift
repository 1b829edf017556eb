/// Which build an executable is: a digest that the linker or the packager put into it.
package struct BuildID: Sendable, Hashable, CustomStringConvertible {
    /// In hexadecimal.
    package let description: String

    init(hexadecimal text: some StringProtocol) {
        description = String(text)
    }
}

extension BuildID: Codable {
    package init(from decoder: any Decoder) throws {
        description = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension ELFImage {
    /// The id that lies in the file this was read from; `nil` where it has none.
    package func buildID(in content: [UInt8]) -> BuildID? {
        buildIDRange.map { BuildID(hexadecimal: hexadecimal(content[$0])) }
    }
}
