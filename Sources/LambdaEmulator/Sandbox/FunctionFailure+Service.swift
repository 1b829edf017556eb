/// The failures that Lambda itself reports, in its words.
extension FunctionFailure {
    typealias OfInvocation = @Sendable (Invocation) -> FunctionFailure

    static let stopped = FunctionFailure(
        cause: .unavailable,
        type: "Sandbox.Failure",
        message: "The emulator is stopping."
    )

    static func timedOut(_ invocation: Invocation, after timeout: Duration) -> FunctionFailure {
        let hundredths =
            timeout.components.seconds * 100
            + timeout.components.attoseconds / 10_000_000_000_000_000
        let decimals = hundredths % 100
        return FunctionFailure(
            cause: .timedOut,
            type: "Sandbox.Timedout",
            message: "RequestId: \(invocation.requestID) Error: Task timed out after "
                + "\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals) seconds"
        )
    }

    static func exited(_ invocation: Invocation, _ status: ProcessEnd) -> FunctionFailure {
        FunctionFailure(
            cause: .exited,
            type: "Runtime.ExitError",
            message: "RequestId: \(invocation.requestID) Error: \(status)"
        )
    }

    static func notStarted(_ invocation: Invocation, _ reason: String) -> FunctionFailure {
        FunctionFailure(
            cause: .unavailable,
            type: "Runtime.InvalidEntrypoint",
            message: "RequestId: \(invocation.requestID) Error: \(reason)"
        )
    }

    static let throttled = FunctionFailure(
        cause: .throttled,
        type: "TooManyRequestsException",
        message: "Rate Exceeded."
    )

    static let truncated = FunctionFailure(
        cause: .reported,
        type: "Runtime.TruncatedResponse",
        message: "The response stream was broken off before its end."
    )

    static let tooLarge = FunctionFailure(
        cause: .tooLarge,
        type: "Function.ResponseSizeTooLarge",
        message: "Response payload size exceeded maximum allowed payload size "
            + "(\(RuntimeAPI.largestPayload) bytes)."
    )
}
