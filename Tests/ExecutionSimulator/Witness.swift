import DurableExecution
import FoundationEssentials
import Synchronization

/// Sees everything that happens and says what must not.
final class Witness: Sendable {
    private let simulation: Simulation
    private let state = Mutex(State())

    fileprivate struct State {
        var violations: [String] = []
        /// What each operation returned to the workflow.
        var seen: [String: String] = [:]
        /// The operations in the logs, each with its execution's name.
        var recorded: Set<String> = []
        /// Where a log says that a step is over.
        var completed: [String: Place] = [:]
        /// Before which moment nobody may be past an operation or try it again, as a log says.
        var due: [String: (place: Place, moment: Timestamp?)] = [:]
        /// Who became the owner, where.
        var owners: [ExecutionID: [(sequence: Int, invocation: Int)]] = [:]
        /// Attempts that may not be made again.
        var begun: Set<String> = []
        var accepted: [CallbackToken: CallbackCompletion] = [:]
        /// The names of signals that were accepted.
        var signals: Set<String> = []
        var values = 0
        var events = Events()
    }

    /// A place in a log.
    fileprivate struct Place {
        let execution: ExecutionID
        let sequence: Int
    }

    /// Whether operations are recorded in the order of the program; a cancelled one leaves some out.
    private let isOrdered: Bool

    init(_ simulation: Simulation, isOrdered: Bool) {
        self.simulation = simulation
        self.isOrdered = isOrdered
    }

    var violations: [String] { state.withLock { $0.violations } }

    /// The invocation that has owned an execution last.
    func lastOwner(of execution: ExecutionID) -> Int? {
        state.withLock { $0.owners[execution]?.last?.invocation }
    }

    var events: Events { state.withLock { $0.events } }

    func count(_ event: Event) {
        state.withLock { $0.events[event] += 1 }
    }

    func violated(_ rule: String) {
        simulation.note("VIOLATION: \(rule)")
        state.withLock { $0.violations.append(rule) }
    }

    /// A value that nobody has had before, so that what is done twice shows.
    func newValue() -> Int {
        state.withLock { state in
            state.values += 1
            return state.values
        }
    }
}

// MARK: - What is in the log

extension Witness {
    /// An entry is in the table.
    func recorded(
        _ entry: LogEntry,
        at sequence: Int,
        of execution: ExecutionID,
        by invocation: Int
    ) {
        simulation.note(
            "\(execution.rawValue)#\(sequence) is written by \(invocation): \(entry.content.summary)"
        )
        let place = Place(execution: execution, sequence: sequence)
        switch entry.content {
        case .start, .seal:
            state.withLock { $0.owners[execution, default: []].append((sequence, invocation)) }
            count(.owner)
        case .batch(let updates):
            for update in updates { recorded(update, at: place, entry.time) }
        case .suspension: count(.suspension)
        default: break
        }
    }

    private func recorded(_ update: OperationUpdate, at place: Place, _ time: Timestamp) {
        let name = update.name ?? update.id.rawValue
        let follows = state.withLock { state in
            state.recorded.insert("\(place.execution.rawValue) \(update.id)")
            return isInOrder(update, of: place.execution, state.recorded)
        }
        if !follows { violated("\(name) is recorded before what precedes it") }
        state.withLock { state in
            switch update.change {
            case .succeedStep, .failStep: state.completed[name] = place
            case .retryStep(_, let delay), .continueStep(_, let delay), .startWait(let delay):
                state.due[name] = (place, time.advanced(by: delay))
            case .startCallback(let limits):
                let limit = [limits.timeout, limits.heartbeat].compactMap(\.self).min()
                // A callback that waits is a context, and the callback inside has a longer name.
                let name = String(name.prefix { $0 != " " })
                state.due[name] = (place, limit.map(time.advanced(by:)))
            default: break
            }
        }
    }
}

extension Witness {
    /// Whether what comes before an operation in its context is recorded, if that has an order.
    private func isInOrder(
        _ update: OperationUpdate,
        of execution: ExecutionID,
        _ recorded: Set<String>
    ) -> Bool {
        guard isOrdered, update.action == .start,
            !["MapIteration", "ParallelBranch"].contains(update.subtype)
        else { return true }
        var path = update.id.rawValue.split(separator: "-")
        guard let number = path.popLast().flatMap({ Int($0) }), number > 1 else { return true }
        let before = (path + ["\(number - 1)"]).joined(separator: "-")
        return recorded.contains("\(execution.rawValue) \(before)")
    }
}

// MARK: - What bodies do

extension Witness {
    /// A step's body begins.
    func began(_ name: String, attempt: Int?, isAtMostOnce: Bool, by invocation: Int) {
        count(.body)
        simulation.note("\(name) runs, attempt \(attempt ?? 0), by \(invocation)")
        let now = simulation.now
        let (mayRun, isFirst, isDue) = state.withLock { state in
            (
                state.mayRun(name, invocation),
                !isAtMostOnce || state.begun.insert("\(name) \(attempt ?? 0)").inserted,
                state.mayRun(name, at: now, invocation)
            )
        }
        if !mayRun { violated("\(name) is completed and runs again") }
        if !isFirst { violated("attempt \(attempt ?? 0) of \(name) is made twice") }
        if !isDue { violated("\(name) is tried again too early") }
    }

    /// What an operation has returned, or the failure it has thrown.
    func saw(_ result: String, at name: String) {
        let before = state.withLock { state in
            defer { state.seen[name] = result }
            return state.seen[name]
        }
        guard let before, before != result else { return }
        violated("\(name) was '\(before)' and is '\(result)'")
    }

    /// A workflow has gone past something that takes time.
    func isPast(_ name: String) {
        let now = simulation.now
        let due = state.withLock { $0.due[name]?.moment }
        guard let due, due <= now else { return violated("\(name) is over too early") }
    }

    func isPast(_ moment: Date, _ name: String) {
        let milliseconds = Double(simulation.now.millisecondsSinceEpoch)
        if milliseconds / 1000 < moment.timeIntervalSince1970 {
            violated("\(name) is over too early")
        }
    }
}

extension Witness.State {
    /// A step that is over may run only where nobody can have heard of it: in a process that has
    /// lost the execution before.
    fileprivate func mayRun(_ name: String, _ invocation: Int) -> Bool {
        guard let end = completed[name] else { return true }
        return hasLost(invocation, before: end)
    }

    fileprivate func mayRun(_ name: String, at now: Timestamp, _ invocation: Int) -> Bool {
        guard let (place, moment) = due[name], let moment, now < moment else { return true }
        return hasLost(invocation, before: place)
    }

    /// Whether somebody else had taken over when an entry was written.
    private func hasLost(_ invocation: Int, before place: Witness.Place) -> Bool {
        let (owners, sequence) = (owners[place.execution] ?? [], place.sequence)
        let own = owners.last { $0.invocation == invocation }?.sequence ?? 0
        return owners.contains { own < $0.sequence && $0.sequence < sequence }
    }
}

// MARK: - What somebody outside was told

extension Witness {
    /// What somebody said was accepted: it may not get lost.
    func accepted(_ event: OutsideEvent) {
        switch event {
        case .answer(let token, let answer): accepted(answer, to: token)
        case .signal(let signal):
            count(.signal)
            state.withLock { _ = $0.signals.insert(signal.name) }
        case .cancel: count(.cancellation)
        default: break
        }
    }

    private func accepted(_ answer: CallbackCompletion, to token: CallbackToken) {
        count(.answer)
        let before = state.withLock { $0.accepted.updateValue(answer, forKey: token) }
        if before != nil { violated("two answers to \(token.rawValue) were accepted") }
    }

    /// Somebody waits, and all else is at rest.
    func checkSignals(in record: ExecutionRecord) {
        let accepted = state.withLock { $0.signals }
        for callback in record.openCallbacks {
            guard let name = callback.name, accepted.contains(name) else { continue }
            violated("the signal \(name) was accepted and is lost")
        }
    }

    /// Compares what is recorded in the end with what was promised on the way.
    func check(_ logs: [ExecutionLog]) {
        let operations = logs.flatMap(\.record.operations)
        for (token, answer) in state.withLock({ $0.accepted }) {
            let isKept = operations.contains { operation in
                switch (operation.state, answer) {
                case (.callback(.succeeded(token, let result)), .succeeded(let given)):
                    result == given
                case (.callback(.failed(token, let error)), .failed(let given)): error == given
                default: false
                }
            }
            if !isKept { violated("the answer to \(token.rawValue) was accepted and is lost") }
        }
        for log in logs { checkFamily(of: log, logs) }
    }

    /// Whoever has called an execution has heard of its end, unless he had ended or given up.
    private func checkFamily(of log: ExecutionLog, _ logs: [ExecutionLog]) {
        guard let parent = log.start.options.parent, let outcome = log.record.execution.outcome,
            let caller = logs.first(where: { $0.start.execution == parent.execution }),
            let call = caller.record[parent.operation], case .invoke(let state) = call.state
        else { return }
        let name = log.start.execution.rawValue
        switch (state, outcome) {
        case (_, .continued): break
        case (.started, _):
            if !caller.record.isEnded { violated("nobody hears of the end of \(name)") }
        case (.succeeded(let heard), .succeeded(let result)):
            if heard != result {
                violated("\(name) gave \(result ?? "nothing"), not what is heard")
            }
        // A caller that is cancelled does not wait any longer.
        case (.failed(let error), _) where error.type == "ExecutionCancelled": break
        case (.failed, .failed), (.timedOut, .timedOut), (.stopped, .stopped): break
        default: violated("\(name) ended with \(outcome), and its caller heard \(state)")
        }
    }
}

extension LogEntry.Content {
    fileprivate var summary: String {
        switch self {
        case .batch(let updates):
            updates.map { "\($0.action.rawValue) \($0.name ?? $0.id.rawValue)" }
                .joined(separator: ", ")
        case .start: "start"
        case .seal: "seal"
        case .suspension: "suspension"
        default: "\(self)"
        }
    }
}
