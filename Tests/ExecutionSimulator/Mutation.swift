import DurableExecution
import Synchronization

/// A rule of the durable core, broken on purpose: a simulator that does not notice is no use.
package enum Mutation: String, Sendable, CaseIterable {
    /// The table takes an entry whose number is taken.
    case noFence
    /// An owner takes the seal of the next one for news and goes on.
    case ignoredSeal
    /// An owner lets go although an answer has come in meanwhile.
    case lostCollision
    /// A new owner does not see that a step is completed.
    case forgottenStep
    /// Entries say that it is later than it is.
    case earlyTimer
    /// An answer is accepted and not written.
    case droppedAnswer
    /// What a child workflow gives is accepted and not written.
    case droppedResult
    /// A step's start is acknowledged before it is on the disk.
    case earlyAcknowledgement
    /// Whoever reads a log may not see its last entry yet.
    case staleRead
    /// An owner lets go and asks nobody to wake the execution when its timer is due.
    case forgottenTimer
}

/// A table that breaks a rule.
struct MutatedTable: LogTable {
    let table: any LogTable
    let mutation: Mutation
    let simulation: Simulation
    /// What is acknowledged and not on the disk.
    private let cache = Cache()

    init(_ table: any LogTable, _ mutation: Mutation, _ simulation: Simulation) {
        self.table = table
        self.mutation = mutation
        self.simulation = simulation
    }

    func append(
        _ entry: LogEntry,
        at sequence: Int,
        of execution: ExecutionID,
        showing head: ExecutionHead?
    ) async throws -> LogAppend {
        var entry = entry
        switch (mutation, entry.content) {
        case (.earlyTimer, .batch), (.earlyTimer, .seal):
            entry.time = entry.time.advanced(by: .seconds(5))
        case (.droppedAnswer, .event(.answer)) where simulation.happens(0.3): return .written
        case (.droppedResult, .event(.invoked)) where simulation.happens(0.3): return .written
        case (.earlyAcknowledgement, .batch(let updates))
        where cache.isEmpty && updates.allSatisfy { $0.change == .startStep }:
            cache.put(entry, sequence)
            return .written
        default: break
        }
        if let (cached, number) = cache.take() {
            let answer = try await table.append(cached, at: number, of: execution, showing: head)
            guard answer == .written, number != sequence else { return answer }
        }
        // Nothing follows what is lost.
        guard try await table.read(execution).count >= sequence else { throw NetworkFailure() }
        let answer = try await table.append(entry, at: sequence, of: execution, showing: head)
        guard case .taken(let other) = answer, other != entry else { return answer }
        switch (mutation, entry.content, other.content) {
        case (.noFence, _, _), (.lostCollision, .suspension, .event):
            var end = sequence
            while case .taken = try await table.append(entry, at: end, of: execution, showing: head)
            { end += 1 }
            return .written
        case (.ignoredSeal, .batch, .seal):
            cache.hide(from: sequence)
            return .taken(by: other.asNews)
        default: return answer
        }
    }

    func read(_ execution: ExecutionID) async throws -> [LogEntry] {
        _ = cache.take()
        var entries = try await table.read(execution)
        if let hidden = cache.takeHidden() {
            for index in entries.indices.dropFirst(hidden) {
                entries[index] = entries[index].asNews
            }
        }
        switch mutation {
        case .forgottenStep where simulation.happens(0.2):
            for index in entries.indices { entries[index].forgetSteps() }
        case .staleRead where entries.count > 1 && simulation.happens(0.3): entries.removeLast()
        default: break
        }
        return entries
    }
}

/// At most one entry that is not written yet, and from where the next reader sees no owner but
/// himself.
private final class Cache: Sendable {
    private let entry = Mutex<(LogEntry, Int)?>(nil)
    private let hidden = Mutex<Int?>(nil)

    func hide(from sequence: Int) { hidden.withLock { $0 = sequence } }

    func takeHidden() -> Int? { hidden.withLock { $0.take() } }

    var isEmpty: Bool { entry.withLock { $0 == nil } }

    func put(_ entry: LogEntry, _ sequence: Int) {
        self.entry.withLock { $0 = (entry, sequence) }
    }

    func take() -> (LogEntry, Int)? { entry.withLock { $0.take() } }
}

extension LogEntry {
    /// The entry, taken for something from outside that changes nothing.
    fileprivate var asNews: LogEntry {
        let news = OutsideEvent.beat(CallbackToken(rawValue: "nobody's"))
        return LogEntry(nonce: nonce, time: time, content: .event(news))
    }

    fileprivate mutating func forgetSteps() {
        guard case .batch(let updates) = content else { return }
        content = .batch(
            updates.filter { if case .succeedStep = $0.change { false } else { true } }
        )
    }
}
