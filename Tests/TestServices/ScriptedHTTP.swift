package import AWSClient
package import HTTPTransport
import Synchronization

/// A network that answers as it was told to, and keeps what it was asked.
package final class ScriptedHTTP: HTTPSending {
    package struct Sent: Sendable {
        package let request: HTTPRequest
        package let origin: Origin
        package let isIdempotent: Bool
    }

    private struct State {
        var answers: ArraySlice<Result<HTTPResponse, HTTPError>>
        var sent: [Sent] = []
    }

    private let state: Mutex<State>

    package init(_ answers: Result<HTTPResponse, HTTPError>...) {
        state = Mutex(State(answers: answers[...]))
    }

    package var sent: [Sent] { state.withLock { $0.sent } }

    package func send(
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
