import Synchronization
import TestTools
import Testing

@testable import DurableExecution

/// Runs one execution in memory, with time that moves only when all else rests.
struct Harness {
    let clock = ManualTime()
    let table = InMemoryLog()
    let store: ExecutionStore
    let workflow: HostedWorkflow
    var input: String
    let options: StartOptions
    var name = "execution"

    init<Input, Output>(
        _ workflow: Workflow<Input, Output>,
        input: String = "null",
        options: StartOptions = StartOptions()
    ) {
        self.workflow = workflow.hosted
        self.input = input
        self.options = options
        store = ExecutionStore(
            table,
            code: { $1 + "-" + $0.utf8.fingerprint },
            now: { [clock] in clock.now }
        )
    }

    private var id: ExecutionID {
        get throws { ExecutionID(workflow: workflow.name, name: try ExecutionName(name)) }
    }

    var record: ExecutionRecord {
        get async throws { try #require(try await store.record(of: id.rawValue)) }
    }

    /// The token of the only open callback.
    var openToken: CallbackToken {
        get async throws {
            let callback = try #require(await record.openCallbacks.first)
            guard case .callback(let state) = callback.state else { throw Unexpected() }
            return state.token
        }
    }

    /// Starts the execution, or takes it over from whoever has it: nobody is given any time.
    func own() async throws -> OwnedLog {
        let opening = try await store.start(
            workflow.name,
            ExecutionName(name),
            input: input,
            options: options,
            as: owner
        )
        switch opening {
        case .owned(let log): return log
        case .refused(.asleep), .refused(.owned): return try await seize()
        case .refused(let claim): throw Unexpected(claim)
        }
    }

    /// Takes over an execution that has nothing to run, or an owner.
    private func seize() async throws -> OwnedLog {
        var log = try #require(try await store.read(id))
        let seal = LogEntry(nonce: .nonce(), time: clock.now, content: .seal(owner))
        _ = try table.append(seal, at: log.next, of: id, showing: nil)
        try log.append(seal)
        _ = log.takeChanges()
        return OwnedLog(log, in: store)
    }

    private var owner: LogEntry.Owner { LogEntry.Owner(deadline: clock.now) }

    func open(_ workflow: HostedWorkflow? = nil) async throws -> Process {
        let log = try await own()
        return try await Process(log, log, of: name, clock, workflow ?? self.workflow)
    }

    /// Runs until the execution has ended or only somebody outside can move it on.
    func run() async throws -> ExecutionSession.Settlement {
        try await run(try await open())
    }

    /// Goes on with a process that may be blocked, in place.
    func run(_ process: Process) async throws -> ExecutionSession.Settlement {
        while true {
            let settlement = await process.session.settlement()
            guard case .blocked = settlement else { return try await finish(process, settlement) }
            guard let timer = process.log.nextTimer else { return .blocked }
            clock.advance(to: timer)
            try await process.poll()
        }
    }

    func tell(_ event: OutsideEvent) async throws {
        try await store.tell(id, event)
    }

    func send(_ name: String, _ payload: String) async throws {
        try await tell(.signal(Signal(name: name, payload: payload)))
    }

    /// Replays what is recorded, and nothing else.
    func replay(_ workflow: HostedWorkflow? = nil) async throws -> ExecutionSession {
        let log = try await own()
        let session = try await ExecutionSession(
            of: name,
            port: log,
            token: log.token,
            now: { [clock] in clock.now },
            mode: .replay
        )
        session.start(workflow ?? self.workflow)
        return session
    }

    func answer(
        _ token: CallbackToken,
        with completion: CallbackCompletion
    ) async throws {
        _ = try await store.answer(token, with: completion)
    }

    func finish(
        _ call: ExecutionRecord.Call,
        with outcome: ExecutionOutcome
    ) async throws {
        try await store.tell(id, .invoked(call.operation, outcome))
    }

    private func finish(
        _ process: Process,
        _ settlement: ExecutionSession.Settlement
    ) async throws -> ExecutionSession.Settlement {
        guard case .ended(let outcome) = settlement else { return settlement }
        _ = try await process.log.end(outcome)
        return settlement
    }
}

/// A session on a log of which it believes to be the owner.
struct Process {
    let log: OwnedLog
    let session: ExecutionSession

    init(
        _ log: OwnedLog,
        _ port: any ExecutionPort,
        of name: String,
        _ clock: ManualTime,
        _ workflow: HostedWorkflow
    ) async throws {
        self.log = log
        session = try await ExecutionSession(of: name, port: port, token: log.token) { clock.now }
        session.start(workflow)
    }

    func settlement() async -> ExecutionSession.Settlement { await session.settlement() }

    /// Tells a blocked session what has happened outside.
    func poll() async throws {
        session.absorb(try await log.checkpoint([], against: log.token))
    }
}

extension ExecutionSession.Settlement {
    /// The result of an execution that succeeded.
    var result: String? {
        get throws {
            guard case .ended(.succeeded(let result)) = self else { throw Unexpected(self) }
            return result
        }
    }

    /// The error of an execution that failed.
    var error: ErrorObject {
        get throws {
            guard case .ended(.failed(let error)) = self else { throw Unexpected(self) }
            return error
        }
    }
}

struct Unexpected: Error {
    let what: String

    init(_ what: Any...) {
        self.what = "\(what)"
    }
}
