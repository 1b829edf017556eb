import DurableExecution

/// An execution that is not to be invoked for a while.
///
/// | state | when | next |
/// |---|---|---|
/// | pausing | the invocation that runs checkpoints, and is given no further token | pausing |
/// | | that invocation ends | paused |
/// | paused | it is resumed | as before |
struct Pause: Sendable, Hashable {
    let requestedAt: Timestamp
    let request: PauseRequest
    /// The function has to be invoked when this is over.
    var isOwedInvocation = false
}

/// Source: Lambda API reference, PauseDurableExecution.
struct PauseRequest: Sendable, Hashable, Decodable {
    var reason: String?
    var pausesTimeout: Bool?

    private enum CodingKeys: String, CodingKey {
        case reason = "Reason"
        case pausesTimeout = "ExecutionTimeoutPaused"
    }
}

/// Source: Lambda API reference, ResumeDurableExecution.
struct ResumeRequest: Sendable, Hashable, Decodable {
    var reason: String?

    private enum CodingKeys: String, CodingKey {
        case reason = "Reason"
    }
}

extension DurableService {
    func pause(_ arn: String, _ request: PauseRequest) throws(ServiceError) {
        try change(arn) { execution, now throws(ServiceError) in
            try execution.pause(request, at: now)
            return []
        }
    }

    func resume(_ arn: String, _ request: ResumeRequest) throws(ServiceError) {
        try change(arn) { execution, now throws(ServiceError) in
            try execution.unpause(request, at: now)
        }
    }
}
