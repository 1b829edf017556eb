/// An event of the emulator as one line for people.
package enum EventLine {
    /// `nil` for what people need not see; `isQuiet` leaves only what functions write and what
    /// goes wrong.
    package static func text(_ event: EmulatorEvent, isQuiet: Bool = false) -> String? {
        switch event.kind {
        case .output(let line): "\(event.function) | \(line)"
        case .willRetry(let id, let delay):
            "\(event.function): event \(id.short) failed, next attempt in \(Elapsed(delay))"
        case .gaveUp(let id): "\(event.function): event \(id.short) failed for good"
        case .ended(let id, .failed(let failure)):
            "\(event.function): invocation \(id.short) failed: \(failure.text)"
        case .responded(let request, let status, let problem?):
            "\(event.function): \(request) \(status): \(problem)"
        default: isQuiet ? nil : detail(event.kind).map { "\(event.function): \($0)" }
        }
    }

    private static func detail(_ kind: EmulatorEvent.Kind) -> String? {
        switch kind {
        case .processStarted: "a process is started"
        case .processEnded(_, left: 0): "its last process has ended, none is running"
        case .processEnded(_, let left): "a process has ended, \(left) running"
        case .invoked(let id): "invocation \(id.short)"
        case .ended(let id, .succeeded(let result)):
            "invocation \(id.short) answered \(result.count) bytes"
        case .execution(let name, let news): "execution \(name) \(news.text)"
        case .responded(let request, let status, nil): "\(request) \(status)"
        case .output, .willRetry, .gaveUp, .ended, .responded: nil
        }
    }
}

extension EmulatorEvent.ExecutionNews {
    fileprivate var text: String {
        switch self {
        case .started: "is started"
        case .suspended: "waits"
        case .resumed: "goes on"
        case .callbackOpened(let name, let token):
            "waits for an answer to '\(name ?? "callback")', token \(token)"
        case .ended(let status): "has ended: \(status)"
        }
    }
}

extension FunctionFailure {
    fileprivate var text: String { String(decoding: payload.prefix(500), as: UTF8.self) }
}

extension String {
    /// Enough of an id to tell it from others.
    fileprivate var short: String { String(prefix(8)) }
}
