import AWSClient
import HTTPTransport
import LambdaRuntime

/// A function that fetches what its event names, and says what came of it.
@main struct NetworkProbe {
    static func main() {
        Lambda.run { (event: Event, _: Invocation) in await fetch(event) }
    }

    private static func fetch(_ event: Event) async -> String {
        let origin = Origin(.https, host: event.host, port: event.port)
        let request = HTTPRequest(method: "GET", target: "/")
        do {
            let answer = try await HTTPClient().send(
                request,
                to: origin,
                timeout: .seconds(10),
                isIdempotent: true
            )
            // A digest as well, so that libcrypto is linked as it is for a signature.
            return "\(answer.status) \(SHA256.digest(of: answer.body).hexadecimal)"
        } catch {
            return "failed: \(error)"
        }
    }
}

struct Event: Decodable {
    var host: String
    var port: Int
}
