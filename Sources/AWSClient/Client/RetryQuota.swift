/// How many more retries a client affords: a bucket of tokens that failures empty and successes fill.
///
/// It keeps a client from making an outage worse: once the bucket is empty, calls fail at their first
/// attempt until some succeed again.
///
/// Source: AWS SDKs and Tools reference, "Retry behavior", standard mode; botocore's retry quota.
package struct RetryQuota: Sendable, Equatable {
    package static let capacity = 500

    package private(set) var available = capacity

    package init() {}

    /// Takes tokens for a retry; false, with nothing taken, where there are too few.
    package mutating func take(_ cost: Int) -> Bool {
        guard cost <= available else { return false }
        available -= cost
        return true
    }

    /// Gives back what the last retry of a call cost that succeeded, or one token for a call that
    /// needed none.
    package mutating func giveBack(_ cost: Int?) {
        available = min(Self.capacity, available + (cost ?? 1))
    }
}

extension AWSError {
    /// What it costs to try again after this failure.
    var retryCost: Int { code == .timedOut ? 10 : 5 }
}
