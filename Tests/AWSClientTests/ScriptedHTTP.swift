import AWSClient
import HTTPTransport
import Synchronization

/// A network that answers as it was told to, and keeps what it was asked.
final class ScriptedHTTP: HTTPSending {
    struct Sent: Sendable {
        let request: HTTPRequest
        let origin: Origin
        let isIdempotent: Bool
    }

    private struct State {
        var answers: ArraySlice<Result<HTTPResponse, HTTPError>>
        var sent: [Sent] = []
    }

    private let state: Mutex<State>

    init(_ answers: Result<HTTPResponse, HTTPError>...) {
        state = Mutex(State(answers: answers[...]))
    }

    var sent: [Sent] { state.withLock { $0.sent } }

    func send(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) async throws(HTTPError) -> HTTPResponse {
        let answer = state.withLock { state in
            state.sent.append(
                Sent(request: request, origin: origin, isIdempotent: isIdempotent)
            )
            return state.answers.popFirst()
        }
        guard let answer else { throw .invalidRequest("the script is over") }
        return try answer.get()
    }
}

/// A clock whose pauses take no time.
struct ImpatientClock: Clock {
    let clock = ContinuousClock()
    var now: ContinuousClock.Instant { clock.now }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) {}
}
