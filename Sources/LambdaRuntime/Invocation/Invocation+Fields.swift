import HTTPTransport

/// Reads an invocation from the fields of Lambda's answer to `next`.
extension Invocation {
    /// Why an event cannot be given to a handler.
    enum Defect: Error, Equatable {
        /// Without its id nobody can be told.
        case noRequestID
        case invalid(field: String, of: RequestID, invocationID: String?)
    }

    init(fields: HTTPFields, now: ClockReading) throws(Defect) {
        guard let id = fields["Lambda-Runtime-Aws-Request-Id"].flatMap(RequestID.init) else {
            throw .noRequestID
        }
        invocationID = fields["Lambda-Runtime-Invocation-Id"]
        guard let milliseconds = fields["Lambda-Runtime-Deadline-Ms"].flatMap(Int64.init),
            let deadline = now.instant(atUnixMilliseconds: milliseconds)
        else {
            let field = "Lambda-Runtime-Deadline-Ms"
            throw .invalid(field: field, of: id, invocationID: invocationID)
        }
        guard let arn = fields["Lambda-Runtime-Invoked-Function-Arn"].flatMap(FunctionARN.init)
        else {
            let field = "Lambda-Runtime-Invoked-Function-Arn"
            throw .invalid(field: field, of: id, invocationID: invocationID)
        }
        requestID = id
        functionARN = arn
        deadlineMilliseconds = milliseconds
        self.deadline = deadline
        traceID = fields["Lambda-Runtime-Trace-Id"]
        tenantID = fields["Lambda-Runtime-Aws-Tenant-Id"]
        clientContextJSON = fields["Lambda-Runtime-Client-Context"]
        cognitoIdentityJSON = fields["Lambda-Runtime-Cognito-Identity"]
    }
}
