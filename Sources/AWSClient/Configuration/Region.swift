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
        guard let name = environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] else {
            throw .missingRegion
        }
        try self.init(name)
    }

    package var description: String { name }
}

extension Region {
    /// The end of the host names of the region's partition.
    ///
    /// Source: AWS "Partitions" in the SDK endpoint rules.
    var domain: String {
        let domains = [
            "cn-": "amazonaws.com.cn",
            "eusc-": "amazonaws.eu",
            "us-iso-": "c2s.ic.gov",
            "us-isob-": "sc2s.sgov.gov",
        ]
        return domains.first { name.hasPrefix($0.key) }?.value ?? "amazonaws.com"
    }
}

extension UInt8 {
    fileprivate var isRegionCharacter: Bool {
        self == UInt8(ascii: "-") || isDigit
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
    }
}
