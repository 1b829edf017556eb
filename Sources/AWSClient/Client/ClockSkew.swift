/// How far the services' clock is ahead of this machine's, as far as answers have shown.
///
/// Signatures are refused when their time is wrong by more than some minutes. The answer that refuses
/// one says what time it is, so the next signature can be right.
///
/// Source: AWS SDKs and Tools reference, "Retry behavior", clock skew.
package struct ClockSkew: Sendable, Equatable {
    /// Smaller differences are none that a signature would be refused for.
    private static let tolerance = 4 * 60

    package private(set) var seconds = 0

    package init() {}

    /// Learns from an answer that refused a signature; true if a new signature may do better.
    package mutating func learn(serviceTime: Int, localTime: Int) -> Bool {
        let observed = serviceTime - localTime
        guard abs(observed - seconds) > Self.tolerance else { return false }
        seconds = observed
        return true
    }
}

extension AWSError.Code {
    /// Whether a wrong clock makes services say this.
    var mayComeFromClockSkew: Bool {
        [
            "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture",
            "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure",
        ].contains(self)
    }
}
