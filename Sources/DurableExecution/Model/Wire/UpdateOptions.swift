/// Source: Lambda API reference, `ContextOptions`.
struct ContextOptions: Codable {
    var replaysChildren: Bool?

    private enum CodingKeys: String, CodingKey {
        case replaysChildren = "ReplayChildren"
    }
}

/// Source: Lambda API reference, `StepOptions`.
struct StepOptions: Codable {
    static let delays: ClosedRange<Int64> = 1...31_622_400

    var nextAttemptDelaySeconds: Int64?

    /// The service knows no shorter delay than a second.
    init(after delay: Duration) {
        nextAttemptDelaySeconds = max(delay.wholeSeconds, Self.delays.lowerBound)
    }

    private enum CodingKeys: String, CodingKey {
        case nextAttemptDelaySeconds = "NextAttemptDelaySeconds"
    }
}

/// Source: Lambda API reference, `WaitOptions`.
struct WaitOptions: Codable {
    static let waits: ClosedRange<Int64> = 1...31_622_400

    var waitSeconds: Int64?

    /// The service knows no shorter wait than a second.
    init(_ duration: Duration) {
        waitSeconds = max(duration.wholeSeconds, Self.waits.lowerBound)
    }

    private enum CodingKeys: String, CodingKey {
        case waitSeconds = "WaitSeconds"
    }
}

/// Source: Lambda API reference, `CallbackOptions`.
struct CallbackOptions: Codable {
    static let timeouts: ClosedRange<Int64> = 0...99_999_999

    var timeoutSeconds: Int64?
    var heartbeatTimeoutSeconds: Int64?

    /// Those that are given, by their names.
    var seconds: [(name: String, value: Int64)] {
        [
            timeoutSeconds.map { (CodingKeys.timeoutSeconds.rawValue, $0) },
            heartbeatTimeoutSeconds.map { (CodingKeys.heartbeatTimeoutSeconds.rawValue, $0) },
        ].compactMap(\.self)
    }

    private enum CodingKeys: String, CodingKey {
        case timeoutSeconds = "TimeoutSeconds"
        case heartbeatTimeoutSeconds = "HeartbeatTimeoutSeconds"
    }

    init(_ limits: CallbackLimits) {
        timeoutSeconds = limits.timeout?.wholeSeconds
        heartbeatTimeoutSeconds = limits.heartbeat?.wholeSeconds
    }

    var limits: CallbackLimits {
        CallbackLimits(
            timeout: timeoutSeconds.positiveDuration,
            heartbeat: heartbeatTimeoutSeconds.positiveDuration
        )
    }
}

/// Source: Lambda API reference, `ChainedInvokeOptions`.
struct ChainedInvokeOptions: Codable {
    var functionName: String
    var tenantID: String?

    private enum CodingKeys: String, CodingKey {
        case functionName = "FunctionName"
        case tenantID = "TenantId"
    }

    init(_ target: InvokeTarget) {
        functionName = target.function
        tenantID = target.tenantID
    }

    var target: InvokeTarget { InvokeTarget(function: functionName, tenantID: tenantID) }
}

extension Int64? {
    /// Zero and absent both mean that there is no limit.
    fileprivate var positiveDuration: Duration? {
        flatMap { $0 > 0 ? .seconds($0) : nil }
    }
}
