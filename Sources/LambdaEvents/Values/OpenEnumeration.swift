/// Text with a few known values, to which AWS may add others at any time.
///
/// A value that this version does not list decodes all the same; `switch` over such a type needs a
/// `default`.
public protocol OpenEnumeration: RawRepresentable, Codable, Hashable, Sendable,
    ExpressibleByStringLiteral, CustomStringConvertible
where RawValue == String {
    /// Any value, known or not.
    init(rawValue: String)
}

extension OpenEnumeration {
    /// Any value, known or not.
    public init(stringLiteral value: String) {
        self.init(rawValue: value)
    }

    /// The value on the wire.
    public var description: String { rawValue }
}
