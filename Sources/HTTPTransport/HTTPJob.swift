import Synchronization

/// One request on its way through a client, and the task that waits for its answer.
final class HTTPJob: Sendable {
    typealias Outcome = Result<HTTPResponse, HTTPError>
    typealias Waiter = CheckedContinuation<Outcome, Never>

    private enum State {
        case new
        case waiting(Waiter)
        case finished
    }

    let origin: Origin
    private let request: HTTPRequest
    private let isIdempotent: Bool
    private let deadline: ContinuousClock.Instant
    private let cancellation: Cancellation
    private let state = Mutex(State.new)

    init(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) throws(HTTPError) {
        self.request = request
        self.origin = origin
        self.isIdempotent = isIdempotent
        deadline = .now + timeout
        guard let cancellation = Cancellation() else {
            throw .cannotConnect(origin, reason: "the process has too many open files")
        }
        self.cancellation = cancellation
    }

    /// Returns whether the request is still wanted; if it is not, the waiter knows already.
    func begin(_ waiter: Waiter) -> Bool {
        let isWanted = state.withLock { state in
            guard case .new = state else { return false }
            state = .waiting(waiter)
            return true
        }
        if !isWanted { waiter.resume(returning: .failure(.cancelled)) }
        return isWanted
    }

    /// Blocks until the answer is there, the time is up, or the task was cancelled.
    func perform(over connection: inout HTTPConnection) -> Outcome {
        do throws(HTTPError) {
            guard isWanted else { throw .cancelled }
            let remaining = deadline - .now
            guard remaining > .zero else { throw .timedOut(mayHaveBeenSent: false) }
            let response = try connection.exchange(
                request,
                timeout: remaining,
                isIdempotent: isIdempotent,
                cancellation: cancellation
            )
            return .success(response)
        } catch {
            return .failure(error)
        }
    }

    func finish(_ outcome: Outcome) {
        let waiter = state.withLock { state -> Waiter? in
            defer { state = .finished }
            return if case .waiting(let waiter) = state { waiter } else { nil }
        }
        waiter?.resume(returning: outcome)
    }

    func cancel() {
        finish(.failure(.cancelled))
        cancellation.cancel()
    }

    private var isWanted: Bool {
        state.withLock { state in
            if case .waiting = state { true } else { false }
        }
    }
}
