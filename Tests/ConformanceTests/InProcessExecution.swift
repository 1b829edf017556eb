import DurableHistory
import Foundation
import JSONCoding
import Synchronization
import TestTools

@testable import DurableExecution
@testable import LambdaEmulator

/// One execution in a table, on a clock that moves only when all else rests.
final class InProcessExecution {
    private let workflow: HostedWorkflow
    private let target: HostedWorkflow?
    private let clock = ManualTime()
    private let store: ExecutionStore
    private let id: ExecutionID
    private let name: DurableExecution.ExecutionName
    private let input: String
    private var actions: [Action]
    /// How many events there were each time an invocation would have ended.
    private var ends: [Int] = []

    /// What somebody outside will do about the callback it is meant for.
    struct Action {
        let isFor: (_ callback: String?) -> Bool
        let completion: CallbackCompletion?
        let delay: Duration
    }

    /// How an execution that must wait goes on.
    enum Resumption: Sendable {
        /// In a new process, which replays what is recorded.
        case replay
        /// Where it stopped.
        case inPlace
    }

    init(
        _ workflow: HostedWorkflow,
        calling target: HostedWorkflow?,
        input: String,
        _ actions: [Action] = [],
        in table: any LogTable
    ) throws {
        self.workflow = workflow
        self.target = target
        self.input = input
        self.actions = actions
        name = try DurableExecution.ExecutionName(UUID().uuidString)
        id = ExecutionID(workflow: workflow.name, name: name)
        store = ExecutionStore(
            table,
            code: { $1 + "-" + $0.utf8.fingerprint },
            now: { [clock] in clock.now }
        )
    }

    /// Notes where in the history an invocation has ended.
    private func noteEnd() async throws {
        ends.append(try await store.read(id)?.record.history.count ?? 0)
    }

    /// Runs to the end.
    func run(_ resumption: Resumption) async throws -> ExecutionOutcome {
        var log = try await owned(
            store.start(workflow.name, name, input: input, as: owner)
        )
        var session = try await open(log)
        while true {
            switch await session.settlement() {
            case .ended(let outcome):
                try await noteEnd()
                _ = try await log.end(outcome)
                return outcome
            case .blocked:
                try await noteEnd()
                switch resumption {
                case .replay:
                    _ = try await log.suspend()
                    try await move(log.record)
                    log = try await owned(store.resume(id, as: owner))
                    session = try await open(log)
                case .inPlace:
                    try await move(log.record)
                    session.absorb(try await log.checkpoint([], against: log.token))
                }
            case .superseded, .failed: throw CannotGoOn(reason: "the session has lost its store")
            }
        }
    }

    private var owner: LogEntry.Owner { LogEntry.Owner(deadline: clock.now) }

    private func owned(_ opening: ExecutionStore.Opening) throws -> OwnedLog {
        guard case .owned(let log) = opening else {
            throw CannotGoOn(reason: "the execution is refused")
        }
        return log
    }

    private func open(_ log: OwnedLog) async throws -> ExecutionSession {
        let session = try await ExecutionSession(
            of: id.rawValue,
            port: log,
            token: log.token,
            now: { [clock] in clock.now }
        )
        session.start(workflow)
        return session
    }
}

// MARK: - What happens outside

extension InProcessExecution {
    /// Lets the next thing happen that an execution waits for.
    private func move(_ record: ExecutionRecord) async throws {
        if let call = record.openCalls.first { return try await answer(call) }
        let next = nextAction(record)
        guard let moment = [next?.due, record.nextTimer].compactMap(\.self).min() else {
            throw CannotGoOn(reason: "it waits for nothing")
        }
        clock.advance(to: moment)
        guard let next, next.due == moment else { return }
        let action = actions.remove(at: next.index)
        if let completion = action.completion {
            try await store.tell(id, .answer(next.token, completion))
        } else {
            // A sign of life is nothing to go on with.
            try await store.beat(next.token)
            try await move(try await store.record(of: id.rawValue) ?? record)
        }
    }

    private func answer(_ call: ExecutionRecord.Call) async throws {
        guard let target else { throw CannotGoOn(reason: "there is nobody to call") }
        let callee = try InProcessExecution(
            target,
            calling: nil,
            input: call.input ?? "null",
            in: store.table
        )
        try await store.tell(id, .invoked(call.operation, try await callee.run(.inPlace)))
    }

    /// The first thing that somebody does about a callback, in the order of time.
    private func nextAction(
        _ record: ExecutionRecord
    ) -> (index: Int, due: Timestamp, token: CallbackToken)? {
        let candidates = actions.enumerated().compactMap { index, action in
            record.openCallbacks.first { action.isFor($0.name) }.flatMap { callback in
                callback.token.map {
                    (index, callback.startedAt.advanced(by: action.delay), $0)
                }
            }
        }
        return candidates.min { ($0.1, $0.0) < ($1.1, $1.0) }
    }
}

// MARK: - The history

extension InProcessExecution {
    /// The history as the API shows it, with an event for each invocation that it would have taken.
    func history() async throws -> [JSON] {
        guard let record = try await store.record(of: id.rawValue) else { return [] }
        var documents: [EventDocument] = []
        for (index, event) in record.history.enumerated() {
            for _ in ends.filter({ $0 == index }) { documents.append(.invocationCompleted) }
            var document = EventDocument(event)
            if case .invokeStarted = event.kind {
                document.details.executedVersion = "$LATEST"
                document.details.executionARN = id.rawValue
            }
            documents.append(document)
        }
        return try documents.enumerated().map { index, document in
            var document = document
            document.id = index + 1
            let text = String(decoding: WireJSON.encode(document), as: UTF8.self)
                // The table is shared: no two executions have one name.
                .replacing(name.rawValue, with: "execution")
            return try JSON(parsing: Array(text.utf8))
        }
    }
}

extension EventDocument {
    fileprivate static let invocationCompleted = EventDocument(
        type: "InvocationCompleted",
        id: 0,
        timestamp: Timestamp(millisecondsSinceEpoch: 0)
    )
}

extension DurableExecution.Operation {
    fileprivate var token: CallbackToken? {
        if case .callback(let state) = state { state.token } else { nil }
    }
}

struct CannotGoOn: Error {
    let reason: String
}
