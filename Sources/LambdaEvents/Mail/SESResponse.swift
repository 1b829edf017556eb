/// What SES shall do with the rules that follow; it asks where it waits for the function.
public struct SESResponse: Codable, Sendable, Equatable {
    /// What to do.
    public var disposition: Disposition

    /// An answer.
    public init(_ disposition: Disposition) {
        self.disposition = disposition
    }

    /// What to do with the rules that follow.
    public struct Disposition: OpenEnumeration {
        /// The value on the wire.
        public let rawValue: String

        /// Any value, listed below or not.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// Goes on.
        public static let `continue`: Self = "CONTINUE"
        /// Skips the rest of this rule.
        public static let stopRule: Self = "STOP_RULE"
        /// Skips all rules that are left.
        public static let stopRuleSet: Self = "STOP_RULE_SET"
    }
}
