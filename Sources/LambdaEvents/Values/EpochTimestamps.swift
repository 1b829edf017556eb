public import FoundationEssentials

/// A moment that AWS writes as seconds since 1970, with or without a fraction.
public struct SecondsSince1970: RawRepresentable, Codable, Sendable, Hashable {
    /// The number as AWS wrote it.
    public let rawValue: Double

    /// A moment, so many seconds after 1970 began.
    public init(rawValue: Double) {
        self.rawValue = rawValue
    }

    /// The moment, to the precision of `Date`.
    public var date: Date { Date(timeIntervalSince1970: rawValue) }
}

/// A moment that AWS writes as whole milliseconds since 1970.
public struct MillisecondsSince1970: RawRepresentable, Codable, Sendable, Hashable {
    /// The number as AWS wrote it.
    public let rawValue: Int64

    /// A moment, so many milliseconds after 1970 began.
    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// The moment.
    public var date: Date { Date(timeIntervalSince1970: Double(rawValue) / 1000) }
}

extension MillisecondsSince1970: LosslessStringConvertible {
    /// Reads decimal digits; nil where the text is something else.
    public init?(_ description: String) {
        guard let rawValue = Int64(description) else { return nil }
        self.rawValue = rawValue
    }

    /// The number in decimal digits.
    public var description: String { String(rawValue) }
}
