/// An AWS region: a name that can be part of a host name.
package struct Region: Sendable, Hashable, CustomStringConvertible {
    package let name: String

    /// - Throws: `ConfigurationError.invalidRegion`, unless the name is made of lower-case letters,
    ///   digits and inner hyphens.
    package init(_ name: String) throws(ConfigurationError) {
        guard (1...63).contains(name.utf8.count), name.utf8.allSatisfy(\.isRegionCharacter),
            !name.hasPrefix("-"), !name.hasSuffix("-")
        else { throw .invalidRegion(name) }
        self.name = name
    }

    /// The region of `AWS_REGION`, or else of `AWS_DEFAULT_REGION`.
    package init(_ environment: Environment) throws(ConfigurationError) {
        guard let setting = environment.first(of: ["AWS_REGION", "AWS_DEFAULT_REGION"]) else {
            throw .missingRegion
        }
        try self.init(setting.value)
    }

    package var description: String { name }

    /// Northern Virginia, where the services are that belong to no region.
    package static let first = Region(known: "us-east-1")

    private init(known name: String) {
        self.name = name
    }
}

extension UInt8 {
    fileprivate var isRegionCharacter: Bool {
        self == UInt8(ascii: "-") || isDigit
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
    }
}
