/// What Lambda says about the event that a handler works on.
///
/// Source: "Next invocation" in "Using the Lambda runtime API".
public struct Invocation: Sendable {
    /// The id in every log line of this invocation; retries of one event share it.
    public let requestID: RequestID
    /// When Lambda ends the invocation, handler or not.
    public let deadline: ContinuousClock.Instant
    /// The name under which the function was invoked.
    public let functionARN: FunctionARN
    /// The X-Ray trace, such as `Root=…;Parent=…;Sampled=1`.
    ///
    /// While one invocation runs at a time, the environment variable `_X_AMZN_TRACE_ID` has it too.
    public let traceID: String?
    /// Who the event is for, where the function isolates tenants.
    public let tenantID: String?
    /// What the caller's mobile SDK said of its client, as it came.
    public let clientContextJSON: String?
    /// The caller's Cognito identity, as it came.
    public let cognitoIdentityJSON: String?
    /// One attempt at one request; given back unchanged with the answer, wherever Lambda sent it.
    public let invocationID: String?
    /// The deadline on the wall clock, for records that outlive the process.
    package let deadlineMilliseconds: Int64
    let putOff = AfterResponse()

    /// How long the handler may still take; never negative.
    public var remainingTime: Duration { max(.zero, deadline - .now) }

    /// Does work once the caller has its answer, before the next event is taken.
    ///
    /// The work counts towards the function's duration and must end before the deadline. Pieces of
    /// work run one after the other, in the order they were added.
    public func afterResponse(_ work: @escaping @Sendable () async -> Void) {
        putOff.add(work)
    }
}
