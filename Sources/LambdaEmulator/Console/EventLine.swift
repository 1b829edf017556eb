/// An event of the emulator as people read it: whose it is, and what happened.
package struct EventLine: Sendable, Hashable {
    package enum Tone: Sendable, Hashable {
        /// What the function wrote.
        case output
        case news
        case problem
    }

    package let function: String
    package let text: String
    package let tone: Tone

    /// `nil` for what people need not see; `isQuiet` leaves only what functions write and what
    /// goes wrong.
    package init?(_ event: EmulatorEvent, isQuiet: Bool = false) {
        function = event.function
        if case .output(let line) = event.kind {
            (text, tone) = ("| \(line)", .output)
        } else if let problem = event.kind.problem {
            (text, tone) = (problem, .problem)
        } else if !isQuiet, let news = event.kind.news {
            (text, tone) = (news, .news)
        } else {
            return nil
        }
    }
}

extension EmulatorEvent.Kind {
    fileprivate var problem: String? {
        switch self {
        case .willRetry(let id, let delay):
            "event \(id.short) failed, next attempt in \(Elapsed(delay))"
        case .gaveUp(let id): "event \(id.short) failed for good"
        case .ended(let id, .failed(let failure)): "invocation \(id.short) failed: \(failure.text)"
        case .responded(let request, let status, let problem?): "\(request) \(status): \(problem)"
        case .queue(let queue, let news): news.problem(queue)
        default: nil
        }
    }

    fileprivate var news: String? {
        switch self {
        case .processStarted: "process started"
        case .processEnded(_, left: 0): "process ended, none is left"
        case .processEnded(_, let left): "process ended, \(left) left"
        case .invoked(let id): "invocation \(id.short)"
        case .ended(let id, .succeeded(let result)):
            "invocation \(id.short) answered\(result.isEmpty ? "" : " \(result.count) bytes")"
        case .execution(let name, let news): "execution \(name) \(news.text)"
        case .responded(let request, let status, nil): "\(request) \(status)"
        case .queue(let queue, .delivered(let done, left: 0)): "\(queue): \(done.messages) done"
        case .queue(let queue, .filtered(let count)):
            "\(queue): \(count.messages) deleted, as the filter says"
        case .output, .willRetry, .gaveUp, .ended, .responded, .queue: nil
        }
    }
}

extension EmulatorEvent.ExecutionNews {
    fileprivate var text: String {
        switch self {
        case .started: "started"
        case .suspended: "waits"
        case .resumed: "goes on"
        case .callbackOpened(let name, let token):
            "waits for an answer to '\(name ?? "callback")', token \(token)"
        case .struck(let fault): "is struck, as asked for: \(fault)"
        case .ended(let status): "ended: \(status)"
        }
    }
}

extension EmulatorEvent.QueueNews {
    fileprivate func problem(_ queue: String) -> String? {
        switch self {
        case .delivered(_, left: 0), .filtered: nil
        case .delivered(let done, let left):
            "\(queue): \(done == 0 ? "" : "\(done.messages) done, ")\(left.messages) to come again"
        case .undeleted(let reason): "\(queue): a message that is done comes again: \(reason)"
        case .unreachable(let reason): "\(queue) cannot be read, asked again and again: \(reason)"
        }
    }
}

extension Int {
    fileprivate var messages: String { self == 1 ? "1 message" : "\(self) messages" }
}

extension FunctionFailure {
    /// Type and message on one line, or the payload as it is.
    fileprivate var text: String {
        let error = try? WireJSON.decode(Summary.self, payload)
        let parts = [error?.errorType, error?.errorMessage].compactMap(\.self)
        let text =
            parts.isEmpty
            ? String(decoding: payload.prefix(500), as: UTF8.self)
            : parts.joined(separator: ": ")
        return text.replacing("\n", with: " ")
    }

    private struct Summary: Decodable {
        let errorType: String?
        let errorMessage: String?
    }
}

extension String {
    /// Enough of an id to tell it from others.
    fileprivate var short: String { String(prefix(8)) }
}
