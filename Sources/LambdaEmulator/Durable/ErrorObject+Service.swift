import DurableExecution

extension ErrorObject {
    static let executionTimedOut = ErrorObject(
        type: "ExecutionTimedOut",
        message: "The execution took longer than its ExecutionTimeout."
    )

    static let invalidOutput = ErrorObject(
        type: "InvalidOutput",
        message: "The function's answer has no Status of SUCCEEDED, FAILED or PENDING; "
            + "is it a durable function?"
    )

    static let nothingPending = ErrorObject(
        type: "InvalidParameterValueException",
        message: "Cannot return PENDING status with no pending operations."
    )

    /// The error of an invocation that failed as a whole.
    init(_ failure: FunctionFailure) {
        let body = try? WireJSON.decode(FunctionErrorBody.self, failure.payload)
        self.init(
            type: body?.errorType,
            message: body?.errorMessage ?? String(decoding: failure.payload, as: UTF8.self)
        )
    }
}

extension FunctionFailure {
    /// The failure of an execution, as the caller who waited for it gets it.
    init(_ error: ErrorObject) {
        var body = FunctionErrorBody(type: error.type, message: error.message)
        body.errorData = error.data
        body.stackTrace = error.stackTrace.isEmpty ? nil : error.stackTrace
        self.init(cause: .reported, payload: body.json)
    }
}
