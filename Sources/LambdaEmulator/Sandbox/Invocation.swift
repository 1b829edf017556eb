/// One event on its way to a function.
struct Invocation: Sendable, Hashable {
    let requestID: String
    let payload: [UInt8]
    let functionARN: String
    let traceID: String
    /// The caller's client context as JSON text.
    let clientContext: String?
    let tenantID: String?

    init(
        requestID: String,
        payload: [UInt8],
        functionARN: String,
        traceID: String,
        clientContext: String? = nil,
        tenantID: String? = nil
    ) {
        self.requestID = requestID
        self.payload = payload
        self.functionARN = functionARN
        self.traceID = traceID
        self.clientContext = clientContext
        self.tenantID = tenantID
    }
}

/// How an invocation ended.
package enum InvocationOutcome: Sendable, Hashable {
    case succeeded([UInt8])
    case failed(FunctionFailure)
}

/// A function error: why, and the JSON that the caller gets.
package struct FunctionFailure: Error, Sendable, Hashable {
    package enum Cause: Sendable, Hashable {
        /// The runtime reported it.
        case reported
        /// The process ended.
        case exited
        case timedOut
        case tooLarge
        /// The function's reserved concurrency is used up; nothing was run.
        case throttled
        /// The emulator is stopping, or could not start the process.
        case unavailable
    }

    package let cause: Cause
    package let payload: [UInt8]

    package init(cause: Cause, payload: [UInt8]) {
        self.cause = cause
        self.payload = payload
    }

    init(cause: Cause, type: String, message: String) {
        self.init(cause: cause, payload: FunctionErrorBody(type: type, message: message).json)
    }
}
