import DurableExecution

/// One function that an execution calls through the service.
struct ChainedCall: Sendable, Hashable {
    /// The operation that waits for the outcome.
    let operation: OperationID
    let target: InvokeTarget
    let input: String?

    init?(_ update: OperationUpdate) {
        guard case .startInvoke(let target, let input) = update.change else { return nil }
        operation = update.id
        self.target = target
        self.input = input
    }

    var payload: [UInt8] { Array((input ?? "null").utf8) }
}

/// The calls that an execution has asked for and that are not under way yet.
///
/// On AWS a queue lies between the two: a function that has nothing else to do has suspended before
/// the outcome comes. So a call waits here until the invocation has ended, or shows that it has more to
/// do, though not for long.
struct CallQueue: Sendable {
    private static let longestDelay = Duration.seconds(1)

    private var calls: [ChainedCall] = []
    /// When they must be under way.
    private(set) var due: Timestamp?

    mutating func add(_ updates: [OperationUpdate], at now: Timestamp) {
        let new = updates.compactMap(ChainedCall.init)
        guard !new.isEmpty else { return }
        calls += new
        due = due ?? now.advanced(by: Self.longestDelay)
    }

    mutating func takeDue(at now: Timestamp) -> [ChainedCall] {
        guard let due, due <= now else { return [] }
        return takeAll()
    }

    mutating func takeAll() -> [ChainedCall] {
        defer { self = CallQueue() }
        return calls
    }
}

/// Who carries out a chained call.
struct Callee: Sendable, Hashable {
    let version: String
    /// The execution that the call has started; the caller's own where the function is not durable.
    let executionARN: String
}

/// The execution, by its place, and the operation that wait for a call.
struct Caller: Sendable, Hashable {
    let position: Int
    let operation: OperationID
}

extension ExecutionOutcome {
    /// What a call of a function that is not durable has come to.
    init(ofCall outcome: InvocationOutcome) {
        self =
            switch outcome {
            case .succeeded(let payload):
                .succeeded(result: String(decoding: payload, as: UTF8.self))
            case .failed(let failure) where failure.cause == .timedOut:
                .timedOut(.chainedInvokeTimedOut)
            case .failed(let failure): .failed(ErrorObject(failure))
            }
    }

    /// What a call of a durable function has come to.
    init(ofChainedExecution outcome: ExecutionOutcome) {
        self =
            switch outcome {
            case .timedOut: .timedOut(.chainedInvokeTimedOut)
            case .succeeded, .failed, .stopped, .continued: outcome
            }
    }

    /// The outcome as the caller may see it: a result has its limit.
    ///
    /// Source: Lambda quotas, chained invokes.
    var limitedToChainedCall: ExecutionOutcome {
        guard case .succeeded(let result?) = self, result.utf8.count > ChainedCall.largestPayload
        else { return self }
        return .failed(.chainedOutputTooLarge)
    }
}

extension ChainedCall {
    /// Source: Lambda quotas, chained invokes.
    static let largestPayload = 1_048_576
}

extension ErrorObject {
    static let chainedInvokeTimedOut = ErrorObject(
        type: "ChainedInvoke.Timeout",
        message: "CHAINED_INVOKE timed out."
    )

    static let chainedOutputTooLarge = ErrorObject(
        type: "InvalidParameterValueException",
        message: "CHAINED_INVOKE output payload size must be less than or equal to "
            + "\(ChainedCall.largestPayload) bytes."
    )

    static func functionNotFound(_ name: String) -> ErrorObject {
        ErrorObject(
            type: "ResourceNotFoundException",
            message: "Function not found: \(name)"
        )
    }
}
