import DurableExecution
import Testing

@testable import LambdaEmulator

@Suite struct `A paused execution` {
    private var execution: HostedExecution
    private let now = Timestamp(millisecondsSinceEpoch: 1_000_000)

    init() throws {
        let id = try #require(OperationID(rawValue: "id"))
        let counter = Counter()
        execution = HostedExecution(
            ExecutionIdentity(function: "F", name: "doc-1", id: id),
            input: [],
            timeout: .seconds(60),
            at: now,
            makeID: { counter.next() }
        )
    }

    private func request(_ token: String) -> CheckpointRequest {
        let wait = OperationUpdate(id: .path(1, in: nil), change: .startWait(.seconds(10)))
        return CheckpointRequest(checkpointToken: token, updates: [wait])
    }

    private mutating func suspend(_ requestID: String) -> [HostedExecution.Action] {
        let pending = Array(#"{"Status":"PENDING"}"#.utf8)
        return execution.invocationEnded(requestID, .succeeded(pending), at: now)
    }

    @Test mutating func `gives its invocation no further token, and owes it another one`() throws {
        let input = try #require(execution.start(at: now).invocation)
        try execution.pause(PauseRequest(), at: now)
        #expect(execution.status == .pausing)
        let (answer, _) = try execution.checkpoint(request(input.token), at: now)
        #expect(answer.checkpointToken == nil)
        #expect(suspend(input.requestID).invocation == nil)
        #expect(execution.status == .paused)
        let actions = try execution.unpause(ResumeRequest(), at: now)
        #expect(actions.invocation?.operations.map(\.id.rawValue) == ["id", "1"])
    }

    @Test mutating func `lets its waits end, and goes on with them when it is resumed`() throws {
        let input = try #require(execution.start(at: now).invocation)
        _ = try execution.checkpoint(request(input.token), at: now)
        _ = suspend(input.requestID)
        try execution.pause(PauseRequest(), at: now)
        let later = now.advanced(by: .seconds(10))
        #expect(execution.advance(to: later).invocation == nil)
        #expect(execution.record.operations.last?.status == .succeeded)
        #expect(try execution.unpause(ResumeRequest(), at: later).invocation?.updated == ["1"])
    }

    @Test mutating func `does not time out, unless that was asked for`() throws {
        let late = now.advanced(by: .seconds(100))
        var impatient = execution
        try impatient.pause(PauseRequest(pausesTimeout: false), at: now)
        _ = impatient.advance(to: late)
        #expect(impatient.status == .timedOut)
        try execution.pause(PauseRequest(), at: now)
        _ = execution.advance(to: late)
        _ = try execution.unpause(ResumeRequest(), at: late)
        #expect(execution.status == .running)
        _ = execution.advance(to: late.advanced(by: .seconds(60)))
        #expect(execution.status == .timedOut)
    }

    @Test mutating func `is not paused twice, nor resumed when it is not`() throws {
        #expect(throws: ServiceError.self) { try execution.unpause(ResumeRequest(), at: now) }
        try execution.pause(PauseRequest(), at: now)
        let error = #expect(throws: ServiceError.self) {
            try execution.pause(PauseRequest(), at: now)
        }
        #expect(error?.code == "ResourceConflictException")
    }
}
