/// The name of an executable product, safe as a file name and as an argument.
package struct ProductName: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// - Throws: ``PackagerError/invalidName(_:)``.
    package init(_ name: String) throws(PackagerError) {
        let isPlain = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard isPlain, !name.isEmpty, !name.hasPrefix("-"), name.utf8.count <= 128 else {
            throw .invalidName(name)
        }
        description = name
    }
}
