import DurableExecution
import Synchronization

/// Takes down below what runs are told of, and nothing else.
final class Beginnings: ObserverPort {
    private let begun = Mutex<[TraceParent]>([])

    var traces: [String] { begun.withLock { $0.map(\.text) } }

    func began(_ run: ObservedRun) -> @Sendable (ObservedRun.End) -> Void {
        begun.withLock { $0.append(run.trace) }
        return { _ in }
    }

    func ended(_ operation: Operation, in run: ObservedRun) {}

    func attempt<Result: Sendable>(
        _ attempt: ObservedAttempt,
        _ body: () async throws -> Result
    ) async throws -> Result { try await body() }
}
