import DurableExecution
import Synchronization
import Testing

@testable import LambdaEmulator

/// The pure half of the durable service: every case drives one execution by hand.
@Suite struct HostedExecutionTests {
    private var execution: HostedExecution
    private var now = Timestamp(millisecondsSinceEpoch: 1_000_000)

    init() throws {
        execution = try Self.makeExecution(timeout: nil, at: now)
    }

    private static func makeExecution(
        timeout: Duration?,
        isLimited: Bool = true,
        at now: Timestamp
    ) throws -> HostedExecution {
        let id = try #require(OperationID(rawValue: "id"))
        let identity = ExecutionIdentity(function: "F", name: "doc-1", id: id)
        let counter = Counter()
        return HostedExecution(
            identity,
            input: Array(#"{"a":1}"#.utf8),
            timeout: timeout,
            isLimited: isLimited,
            at: now
        ) {
            counter.next()
        }
    }

    // MARK: Starting

    @Test mutating func `the first invocation carries the input and a token`() throws {
        let input = try #require(execution.start(at: now).invocation)
        #expect(input.arn.hasSuffix(":function:F:$LATEST/durable-execution/doc-1/id"))
        #expect(input.operations.map(\.id.rawValue) == ["id"])
        #expect(input.operations.first?.state == .execution(.started(input: #"{"a":1}"#)))
        #expect(!input.token.isEmpty)
    }

    @Test(arguments: [
        (#"{"Status":"SUCCEEDED","Result":"42"}"#, ExecutionOutcome.succeeded(result: "42")),
        (
            #"{"Status":"FAILED","Error":{"ErrorType":"E","ErrorMessage":"m"}}"#,
            .failed(ErrorObject(type: "E", message: "m"))
        ),
        ("42", .failed(.invalidOutput)),
        (#"{"Status":"WHAT"}"#, .failed(.invalidOutput)),
    ])
    mutating func `the answer ends the execution`(answer: String, outcome: ExecutionOutcome) throws
    {
        let input = try #require(execution.start(at: now).invocation)
        let actions = execution.answer(input, answer, at: now)
        #expect(actions == [.tell(.ended(status: execution.status.rawValue))])
        #expect(execution.record.execution.outcome == outcome)
        #expect(
            execution.record.history.map(\.kindName) == [
                "executionStarted", "invocationCompleted", outcome.eventName,
            ]
        )
    }

    // MARK: Checkpoints

    @Test mutating func `each checkpoint spends its token and gives the next`() throws {
        let input = try #require(execution.start(at: now).invocation)
        let (first, _) = try execution.checkpoint(.step("1", token: input.token), at: now)
        #expect(first.state.items.map(\.id.rawValue) == ["1"])
        #expect(throws: ServiceError.self) {
            try execution.checkpoint(.step("2", token: input.token), at: now)
        }
        let token = try #require(first.checkpointToken)
        #expect(
            try execution.checkpoint(.step("2", token: token), at: now).0.checkpointToken != nil
        )
    }

    @Test mutating func `a checkpoint sent twice is recorded once`() throws {
        let input = try #require(execution.start(at: now).invocation)
        let request = CheckpointRequest.step("1", token: input.token, client: "c")
        let first = try execution.checkpoint(request, at: now).0
        let second = try execution.checkpoint(request, at: now).0
        #expect(first.checkpointToken == second.checkpointToken)
        #expect(execution.record.operations.count == 2)
    }

    @Test mutating func `a refused checkpoint records nothing and keeps its token good`() throws {
        let input = try #require(execution.start(at: now).invocation)
        let bad = CheckpointRequest(
            checkpointToken: input.token,
            updates: [.start("1"), .close("9")]
        )
        let error = #expect(throws: ServiceError.self) { try execution.checkpoint(bad, at: now) }
        #expect(error?.message == "Invalid current STEP state to close.")
        #expect(execution.record.operations.count == 1)
        _ = try execution.checkpoint(.step("1", token: input.token), at: now)
    }

    // By name: the values themselves would fill the report of a test run.
    private static let tooLarge: KeyValuePairs<String, OperationUpdate.Change> = [
        "a result": .succeedStep(result: String(repeating: "é", count: 131_073)),
        "an error": .failStep(
            ErrorObject(type: "E", message: String(repeating: "m", count: 262_144))
        ),
        "an error before a retry": .retryStep(
            ErrorObject(type: nil, message: String(repeating: "m", count: 262_144)),
            after: .seconds(1)
        ),
        "a state": .continueStep(
            state: String(repeating: "s", count: 262_145),
            after: .seconds(1)
        ),
    ]

    @Test(arguments: tooLarge.map(\.key))
    mutating func `what is too large for an operation is refused, what just fits is not`(
        name: String
    ) throws {
        let change = try #require(Self.tooLarge.first { $0.key == name }?.value)
        let input = try #require(execution.start(at: now).invocation)
        let large = CheckpointRequest(
            checkpointToken: input.token,
            updates: [.start("1"), .make("1", change)]
        )
        let error = #expect(throws: ServiceError.self) { try execution.checkpoint(large, at: now) }
        #expect(error?.code == "InvalidParameterValueException")
        #expect(error?.message.hasPrefix("The payload of STEP op 1 has 2621") == true)
        #expect(error?.message.hasSuffix(" bytes; it may have 262144.") == true)
        let result = String(repeating: "é", count: 131_072)
        let small = CheckpointRequest(
            checkpointToken: input.token,
            updates: [.start("1"), .make("1", .succeedStep(result: result))]
        )
        _ = try execution.checkpoint(small, at: now)
    }

    @Test mutating func `an execution has 3,000 operations at most`() throws {
        var token = try #require(execution.start(at: now).invocation).token
        for hundred in 0..<30 {
            let updates = (1...100).map { OperationUpdate.start("\(hundred * 100 + $0)") }
            let request = CheckpointRequest(checkpointToken: token, updates: updates)
            token = try #require(try execution.checkpoint(request, at: now).0.checkpointToken)
        }
        let more = CheckpointRequest.step("3001", token: token)
        let error = #expect(throws: ServiceError.self) { try execution.checkpoint(more, at: now) }
        #expect(error?.message == "A durable execution has at most 3000 operations.")
        let end = CheckpointRequest(checkpointToken: token, updates: [.close("1")])
        #expect(try execution.checkpoint(end, at: now).0.checkpointToken != nil)
    }

    @Test mutating func `the execution of a function with a store of its own has no such limits`()
        throws
    {
        execution = try Self.makeExecution(timeout: nil, isLimited: false, at: now)
        let token = try #require(execution.start(at: now).invocation).token
        let many = CheckpointRequest(
            checkpointToken: token,
            updates: (1...3001).map { OperationUpdate.start("\($0)") }
        )
        #expect(try execution.checkpoint(many, at: now).0.checkpointToken != nil)
    }

    @Test mutating func `an execution keeps 100 MB at most`() throws {
        var token = try #require(execution.start(at: now).invocation).token
        let result = String(repeating: "r", count: 262_144)
        func updates(_ step: Int) -> [OperationUpdate] {
            [.start("\(step)"), .make("\(step)", .succeedStep(result: result))]
        }
        for step in 1..<400 {
            let request = CheckpointRequest(checkpointToken: token, updates: updates(step))
            token = try #require(try execution.checkpoint(request, at: now).0.checkpointToken)
        }
        let more = CheckpointRequest(checkpointToken: token, updates: updates(400))
        let error = #expect(throws: ServiceError.self) { try execution.checkpoint(more, at: now) }
        #expect(error?.message == "A durable execution keeps at most 104857600 bytes.")
    }

    @Test mutating func `the checkpoint that ends the execution gives no token`() throws {
        let input = try #require(execution.start(at: now).invocation)
        let id = try #require(OperationID(rawValue: "execution-result-1"))
        let request = CheckpointRequest(
            checkpointToken: input.token,
            updates: [OperationUpdate(id: id, change: .succeedExecution(result: "big"))]
        )
        let (answer, actions) = try execution.checkpoint(request, at: now)
        #expect(answer.checkpointToken == nil)
        #expect(actions == [.tell(.ended(status: "SUCCEEDED"))])
    }

    @Test mutating func `state comes in pages that follow each other`() throws {
        let input = try #require(execution.start(at: now).invocation)
        let updates = (1...7).compactMap { OperationUpdate.start("\($0)") }
        let request = CheckpointRequest(checkpointToken: input.token, updates: updates)
        let token = try #require(try execution.checkpoint(request, at: now).0.checkpointToken)
        var found: [String] = []
        var marker: String? = "0"
        while let next = marker {
            let target = "/state?CheckpointToken=\(token.percentEncoded)&MaxItems=3&Marker=\(next)"
            let page = try execution.state(StateQuery(RequestTarget(target)))
            found += page.items.map(\.id.rawValue)
            marker = page.nextMarker
        }
        #expect(found == ["id"] + (1...7).map(String.init))
    }

    // MARK: Waiting

    @Test mutating func `a wait suspends, its end starts a new invocation with the news`() throws {
        try suspend(on: .startWait(.seconds(60)))
        #expect(execution.nextTimer == now.advanced(by: .seconds(60)))
        #expect(execution.advance(to: now.advanced(by: .seconds(59))).isEmpty)
        let actions = execution.advance(to: now.advanced(by: .seconds(60)))
        #expect(actions.first == .tell(.resumed))
        let input = try #require(actions.invocation)
        #expect(input.updated == ["1"])
        #expect(input.operations.last?.status == .succeeded)
    }

    @Test mutating func `a callback's answer resumes the execution, and is taken once`() throws {
        let token = try openCallback()
        let actions = try execution.answer(token, with: .succeeded(result: "7"), at: now)
        let callback = try #require(actions.invocation?.operations.last)
        #expect(callback.state == .callback(.succeeded(token: token, result: "7")))
        #expect(throws: CallbackError.answered) {
            try execution.answer(token, with: .succeeded(result: "8"), at: now)
        }
    }

    @Test mutating func `an answer that comes before the hand-over is not lost`() throws {
        let input = try #require(execution.start(at: now).invocation)
        let request = CheckpointRequest(
            checkpointToken: input.token,
            updates: [.make("1", .startCallback(CallbackLimits()))]
        )
        let changed = try execution.checkpoint(request, at: now).0.state.items
        guard case .callback(.started(let token, _)) = changed.first?.state else {
            return #expect(Bool(false), "no callback was opened")
        }
        #expect(try execution.answer(token, with: .succeeded(result: nil), at: now).isEmpty)
        #expect(execution.answer(input, #"{"Status":"PENDING"}"#, at: now).invocation != nil)
    }

    @Test mutating func `a callback that is not answered in time times out`() throws {
        _ = try openCallback(CallbackLimits(timeout: .seconds(10)))
        let later = now.advanced(by: .seconds(10))
        let callback = try #require(execution.advance(to: later).invocation?.operations.last)
        #expect(callback.status == .timedOut)
    }

    @Test mutating func `pending with nothing pending is believed a few times only`() throws {
        var actions = execution.start(at: now)
        var count = 0
        while let input = actions.invocation {
            count += 1
            actions = execution.answer(input, #"{"Status":"PENDING"}"#, at: now)
        }
        #expect(count == 3)
        #expect(execution.record.execution.outcome == .failed(.nothingPending))
    }

    // MARK: Failing

    @Test mutating func `an invocation that crashes is repeated at once, three times`() throws {
        var actions = execution.start(at: now)
        var count = 0
        while let input = actions.invocation {
            count += 1
            actions = execution.fail(input, .exited, at: now)
        }
        #expect(count == 4)
        #expect(execution.status == .failed)
    }

    @Test mutating func `a crash after progress does not use up the retries`() throws {
        var actions = execution.start(at: now)
        for step in 1...20 {
            let input = try #require(actions.invocation)
            _ = try execution.checkpoint(.step("\(step)", token: input.token), at: now)
            actions = execution.fail(input, .exited, at: now)
        }
        #expect(execution.status == .running)
    }

    @Test mutating func `an invocation that reports an error is repeated later and later`() throws {
        var input = try #require(execution.start(at: now).invocation)
        for delay in [2, 4, 8] {
            #expect(execution.fail(input, .reported, at: now).isEmpty)
            now = now.advanced(by: .seconds(delay))
            #expect(execution.nextTimer == now)
            input = try #require(execution.advance(to: now).invocation)
        }
    }

    // MARK: Ending from outside

    @Test mutating func `a stopped execution takes nothing more`() throws {
        let token = try openCallback()
        let error = ErrorObject(type: "Stopped", message: "no longer needed")
        #expect(execution.stop(error, at: now) == [.tell(.ended(status: "STOPPED"))])
        #expect(throws: CallbackError.executionEnded) {
            try execution.answer(token, with: .succeeded(result: nil), at: now)
        }
        #expect(execution.nextTimer == nil)
    }

    @Test mutating func `an execution that takes too long times out`() throws {
        execution = try Self.makeExecution(timeout: .seconds(30), at: now)
        _ = try openCallback()
        let end = now.advanced(by: .seconds(30))
        #expect(execution.nextTimer == end)
        #expect(execution.advance(to: end) == [.tell(.ended(status: "TIMED_OUT"))])
    }

    // MARK: Help

    private mutating func suspend(on change: OperationUpdate.Change) throws {
        let input = try #require(execution.start(at: now).invocation)
        let request = CheckpointRequest(
            checkpointToken: input.token,
            updates: [.make("1", change)]
        )
        _ = try execution.checkpoint(request, at: now)
        #expect(execution.answer(input, #"{"Status":"PENDING"}"#, at: now) == [.tell(.suspended)])
    }

    private mutating func openCallback(
        _ limits: CallbackLimits = CallbackLimits()
    ) throws -> CallbackToken {
        try suspend(on: .startCallback(limits))
        guard case .callback(let state) = execution.record.operations.last?.state else {
            throw OperationIsNoCallback()
        }
        return state.token
    }
}

private struct OperationIsNoCallback: Error {}

/// Ids that count.
final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> String {
        count.withLock { count in
            count += 1
            return "id-\(count)"
        }
    }
}

/// The payload of an invocation, read back.
struct ReceivedInput: Decodable {
    let arn: String
    let token: String
    let updated: [String]
    private let state: State
    var requestID = ""

    var operations: [DurableExecution.Operation] { state.operations }

    private struct State: Decodable {
        let operations: [DurableExecution.Operation]

        private enum CodingKeys: String, CodingKey {
            case operations = "Operations"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case arn = "DurableExecutionArn"
        case token = "CheckpointToken"
        case updated = "UpdatedOperationIds"
        case state = "InitialExecutionState"
    }
}

extension [HostedExecution.Action] {
    var invocation: ReceivedInput? {
        for case .invoke(let requestID, let payload) in self {
            var input = try? WireJSON.decode(ReceivedInput.self, payload)
            input?.requestID = requestID
            return input
        }
        return nil
    }
}

extension HostedExecution {
    fileprivate mutating func answer(
        _ input: ReceivedInput,
        _ answer: String,
        at now: Timestamp
    ) -> [Action] {
        invocationEnded(input.requestID, .succeeded(Array(answer.utf8)), at: now)
    }

    fileprivate mutating func fail(
        _ input: ReceivedInput,
        _ cause: FunctionFailure.Cause,
        at now: Timestamp
    ) -> [Action] {
        let failure = FunctionFailure(cause: cause, type: "E", message: "m")
        return invocationEnded(input.requestID, .failed(failure), at: now)
    }
}

extension CheckpointRequest {
    fileprivate static func step(
        _ id: String,
        token: String,
        client: String? = nil
    ) -> CheckpointRequest {
        CheckpointRequest(checkpointToken: token, updates: [.start(id)], clientToken: client)
    }
}

extension OperationUpdate {
    fileprivate static func make(_ id: String, _ change: Change) -> OperationUpdate {
        OperationUpdate(id: .path(Int(id) ?? 0, in: nil), name: "op \(id)", change: change)
    }

    fileprivate static func start(_ id: String) -> OperationUpdate { make(id, .startStep) }

    fileprivate static func close(_ id: String) -> OperationUpdate {
        make(id, .succeedStep(result: nil))
    }
}

extension HistoryEvent {
    fileprivate var kindName: String {
        String("\(kind)".prefix { $0 != "(" })
    }
}

extension ExecutionOutcome {
    fileprivate var eventName: String {
        switch self {
        case .succeeded: "executionSucceeded"
        case .failed: "executionFailed"
        case .timedOut: "executionTimedOut"
        case .stopped: "executionStopped"
        case .continued: "executionContinued"
        }
    }
}
