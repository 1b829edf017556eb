import Synchronization
import Testing

@testable import DurableExecution

/// A clock that stands still until it is told to move.
final class ManualClock: Sendable {
    private let current = Mutex(Timestamp(millisecondsSinceEpoch: 1_700_000_000_000))

    var now: Timestamp { current.withLock { $0 } }

    func advance(to moment: Timestamp) {
        current.withLock { $0 = max($0, moment) }
    }
}

/// Counts how often each named thing has happened.
final class Tally: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    @discardableResult
    func count(_ name: String) -> Int {
        counts.withLock { counts in
            counts[name, default: 0] += 1
            return counts[name, default: 0]
        }
    }

    subscript(name: String) -> Int { counts.withLock { $0[name, default: 0] } }

    var all: [String: Int] { counts.withLock { $0 } }
}

/// Runs one execution on the in-memory store, with time that moves only when all else rests.
struct Harness {
    let clock = ManualClock()
    let store: InMemoryStore
    let workflow: HostedWorkflow
    let name = "execution"

    init<Input, Output>(_ workflow: Workflow<Input, Output>, input: String = "null") {
        self.workflow = workflow.hosted
        store = InMemoryStore { [clock] in clock.now }
        store.start(name, input: input)
    }

    var record: ExecutionRecord {
        get throws { try #require(store.record(of: name)) }
    }

    /// The token of the only open callback.
    var openToken: CallbackToken {
        get throws {
            guard case .callback(let state) = try #require(record.openCallbacks.first).state else {
                throw Unexpected()
            }
            return state.token
        }
    }

    func open() async throws -> ExecutionSession {
        let session = try #require(try await store.takeOver(name))
        session.start(workflow)
        return session
    }

    /// Runs until the execution has ended or only somebody outside can move it on.
    func run() async throws -> ExecutionSession.Settlement {
        try await run(try await open())
    }

    /// Goes on with a session that may be blocked, in place.
    func run(_ session: ExecutionSession) async throws -> ExecutionSession.Settlement {
        while true {
            let settlement = await session.settlement()
            guard case .blocked = settlement else { return try await finish(session, settlement) }
            guard let timer = try record.nextTimer else { return .blocked }
            clock.advance(to: timer)
            try await poll(session)
        }
    }

    /// Tells a blocked session what has happened outside.
    func poll(_ session: ExecutionSession) async throws {
        let port = InMemoryPort(store: store, name: name)
        session.absorb(try port.checkpoint([], against: session.token))
    }

    private func finish(
        _ session: ExecutionSession,
        _ settlement: ExecutionSession.Settlement
    ) async throws -> ExecutionSession.Settlement {
        guard case .ended(let outcome) = settlement else { return settlement }
        let port = InMemoryPort(store: store, name: name)
        _ = try port.checkpoint([outcome.update], against: session.token)
        return settlement
    }
}

extension ExecutionOutcome {
    fileprivate var update: OperationUpdate {
        let change: OperationUpdate.Change =
            switch self {
            case .succeeded(let result): .succeedExecution(result: result)
            case .failed(let error), .timedOut(let error), .stopped(let error):
                .failExecution(error)
            }
        return OperationUpdate(id: .path(0, in: nil), change: change)
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
