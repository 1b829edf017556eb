/// When a map or a parallel operation is over.
public struct CompletionPolicy: Sendable {
    private let decide: @Sendable (BatchCounts) -> CompletionReason?
    let requiredSuccesses: Int?

    private init(
        requiredSuccesses: Int? = nil,
        _ decide: @escaping @Sendable (BatchCounts) -> CompletionReason?
    ) {
        self.requiredSuccesses = requiredSuccesses
        self.decide = decide
    }

    /// With the first failure.
    public static let failFast = tolerating(failures: 0)

    /// When every branch has ended, however it ended.
    public static let all = CompletionPolicy { _ in nil }

    /// With the first success.
    public static let firstSuccess = successes(1)

    /// When so many branches have succeeded.
    public static func successes(_ count: Int) -> CompletionPolicy {
        CompletionPolicy(requiredSuccesses: count) { counts in
            counts.succeeded >= count ? .minimumSuccessesReached : nil
        }
    }

    /// When more than so many branches have failed.
    public static func tolerating(failures: Int) -> CompletionPolicy {
        CompletionPolicy { $0.failed > failures ? .failureToleranceExceeded : nil }
    }

    /// When more than this share of all branches, from 0 to 100, has failed.
    public static func tolerating(failurePercentage: Double) -> CompletionPolicy {
        CompletionPolicy { counts in
            Double(counts.failed) * 100 > failurePercentage * Double(counts.total)
                ? .failureToleranceExceeded : nil
        }
    }

    /// With whichever of two policies comes first.
    public func or(_ other: CompletionPolicy) -> CompletionPolicy {
        CompletionPolicy(requiredSuccesses: requiredSuccesses ?? other.requiredSuccesses) {
            decide($0) ?? other.decide($0)
        }
    }

    /// A rule of your own; it must say the same of the same counts.
    public static func custom(
        _ rule: @escaping @Sendable (BatchCounts) -> BatchVerdict
    ) -> CompletionPolicy {
        CompletionPolicy { counts in
            switch rule(counts) {
            case .goOn: nil
            case .succeeded: .customSuccess
            case .failed: .customFailure
            }
        }
    }

    func reason(_ counts: BatchCounts) -> CompletionReason? {
        decide(counts) ?? (counts.succeeded + counts.failed == counts.total ? .allCompleted : nil)
    }
}

/// How far a map or a parallel operation has come.
public struct BatchCounts: Sendable, Hashable {
    /// How many branches there are.
    public let total: Int
    /// How many have succeeded.
    public internal(set) var succeeded = 0
    /// How many have failed.
    public internal(set) var failed = 0
}

/// What a rule of your own says of a batch.
public enum BatchVerdict: Sendable {
    /// Not over yet.
    case goOn
    /// Over, and it counts as a success.
    case succeeded
    /// Over, and it counts as a failure.
    case failed
}

/// Why a map or a parallel operation is over.
///
/// Source: AWS durable execution language SDK specification, completion reasons.
public enum CompletionReason: String, Sendable, Codable {
    /// Every branch has ended.
    case allCompleted = "ALL_COMPLETED"
    /// Enough branches have succeeded.
    case minimumSuccessesReached = "MIN_SUCCESSFUL_REACHED"
    /// More branches have failed than may.
    case failureToleranceExceeded = "FAILURE_TOLERANCE_EXCEEDED"
    /// A rule of the workflow's own said so.
    case customSuccess = "CUSTOM_COMPLETION_SUCCEEDED"
    /// A rule of the workflow's own said so.
    case customFailure = "CUSTOM_COMPLETION_FAILED"
}
