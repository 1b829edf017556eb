import DurableExecution
package import DurableHistory

/// The history of an execution as lines for people: one an event, times counted from the start.
package struct Timeline {
    private let events: [EventDocument]
    private let depths: [String: Int]
    /// Names that several operations have: their lines say which they are of, as `executions fork` wants to know it.
    private let shared: Set<String>

    package init(_ events: [EventDocument]) {
        self.events = events
        depths = events.reduce(into: [:]) { depths, event in
            guard let operation = event.operation, depths[operation] == nil else { return }
            depths[operation] = event.parent.flatMap { depths[$0] }.map { $0 + 1 } ?? 0
        }
        let operations = events.reduce(into: [String: Set<String>]()) { operations, event in
            guard let name = event.name, let operation = event.operation else { return }
            operations[name, default: []].insert(operation)
        }
        shared = Set(operations.filter { $0.value.count > 1 }.keys)
    }

    package var lines: [String] {
        guard let start = events.first?.timestamp else { return [] }
        var lines: [String] = []
        for (event, previous) in zip(events, [nil] + events.map(Optional.some)) {
            if let rest = previous?.rest(until: event) {
                lines.append("\(Self.margin)  … no process runs for \(Elapsed(rest)) …")
            }
            let time = Self.rightAligned("\(Elapsed(start.duration(to: event.timestamp)))")
            let indent = event.operation.flatMap { depths[$0] } ?? 0
            lines.append(
                "\(time)  \(String(repeating: "  ", count: indent))\(event.sentence)\(note(event))"
            )
        }
        return lines
    }

    private func note(_ event: EventDocument) -> String {
        guard let name = event.name, let operation = event.operation, shared.contains(name) else {
            return ""
        }
        return " (\(operation))"
    }

    private static let width = 12
    private static let margin = String(repeating: " ", count: width)

    private static func rightAligned(_ text: String) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}

extension EventDocument {
    /// The time in which nothing ran, when this event ends an invocation and the next is not part
    /// of the same hand-over.
    fileprivate func rest(until next: EventDocument) -> Duration? {
        guard type == "InvocationCompleted" else { return nil }
        let duration = timestamp.duration(to: next.timestamp)
        return duration >= .milliseconds(100) ? duration : nil
    }

    fileprivate var sentence: String {
        switch type {
        case "ExecutionStarted": "started with \(details.input.text)"
        case "ExecutionSucceeded": "succeeded: \(details.result.text)"
        case "ExecutionFailed": "failed: \(details.error.text)"
        case "ExecutionTimedOut": "took too long: \(details.error.text)"
        case "ExecutionStopped": "was stopped: \(details.error.text)"
        case "ExecutionContinued": "goes on as a new execution with \(details.input.text)"
        case "CancelRequested": "is to end: \(details.error.text)"
        case "SignalReceived": "signal: \(details.input.text)"
        case "ChainedInvokeStarted":
            "call \(title) of \(details.function ?? "") with \(details.input.text)"
        case "ChainedInvokeSucceeded": "call \(title) gives \(details.result.text)"
        case "ChainedInvokeFailed": "call \(title) fails: \(details.error.text)"
        case "ChainedInvokeTimedOut": "call \(title) took too long: \(details.error.text)"
        case "ChainedInvokeStopped": "call \(title) was stopped: \(details.error.text)"
        case "StepStarted": "step \(title) starts"
        case "StepSucceeded": "step \(title) gives \(details.result.text)"
        case "StepFailed": "step \(title) fails: \(details.error.text)\(retryText)"
        case "WaitStarted": "wait \(title) for \(seconds(details.duration))"
        case "WaitSucceeded": "wait \(title) is over"
        case "WaitCancelled": "wait \(title) is cancelled"
        case "CallbackStarted": "callback \(title) waits for an answer\(timeoutText)"
        case "CallbackSucceeded": "callback \(title) is answered: \(details.result.text)"
        case "CallbackFailed": "callback \(title) is answered with an error: \(details.error.text)"
        case "CallbackTimedOut": "callback \(title) is not answered in time"
        case "ContextStarted": "\(contextName) \(title) starts"
        case "ContextSucceeded": "\(contextName) \(title) is done: \(details.result.text)"
        case "ContextFailed": "\(contextName) \(title) fails: \(details.error.text)"
        case "InvocationCompleted": "invocation ends\(invocationText)"
        default: "\(type) \(title)"
        }
    }

    private var title: String { name.map { "'\($0)'" } ?? operation ?? "" }

    private var contextName: String {
        switch subtype {
        case "Map": "map"
        case "MapIteration": "item"
        case "Parallel": "parallel"
        case "ParallelBranch": "branch"
        case "WaitForCallback": "request"
        default: "child"
        }
    }

    private var retryText: String {
        details.retry?.delay.map { "; next attempt in \(seconds($0))" } ?? ""
    }

    private var timeoutText: String {
        details.timeout.map { ", for \(seconds($0)) at most" } ?? ""
    }

    private var invocationText: String {
        guard let start = details.startedAt, let end = details.endedAt else { return "" }
        let failure = details.error.map { " in error: \($0.text)" } ?? ""
        return " after \(Elapsed(start.duration(to: end)))\(failure)"
    }

    private func seconds(_ count: Int64?) -> String { "\(Elapsed(.seconds(count ?? 0)))" }
}

extension EventDocument.Payload<String>? {
    fileprivate var text: String { (self?.value ?? "nothing").shortened }
}

extension EventDocument.Payload<ErrorObject>? {
    fileprivate var text: String { self?.text ?? "no error given" }
}

extension EventDocument.Payload<ErrorObject> {
    fileprivate var text: String {
        let parts = [value?.type, value?.message].compactMap(\.self)
        return parts.isEmpty ? "no error given" : parts.joined(separator: ": ").shortened
    }
}

extension String {
    /// One line of bearable length.
    fileprivate var shortened: String {
        let line = replacing("\n", with: " ")
        return line.count <= 120 ? line : line.prefix(117) + "…"
    }
}
