import AWSClient
import DurableClient
import DurableExecution
import HTTPTransport
import LambdaEmulator

/// Lambda's API as an emulator serves it: requests are not signed.
struct LambdaClient: LambdaPort {
    private let endpoint: Endpoint
    private let http = HTTPClient(maximumConnections: 2)

    init(_ endpoint: Endpoint) {
        self.endpoint = endpoint
    }

    func send<Call: AWSCall>(_ call: Call) async throws -> Call.Answer {
        try call.answer(try await send(call.request))
    }

    func send(_ request: HTTPRequest) async throws(CommandError) -> HTTPResponse {
        let response = try await exchange(request)
        guard (200..<300).contains(response.status) else { throw .refused(response.errorMessage) }
        return response
    }

    /// Sends a request and takes the answer, whatever it says.
    private func exchange(_ request: HTTPRequest) async throws(CommandError) -> HTTPResponse {
        do {
            return try await http.send(
                request,
                to: endpoint.origin,
                // A caller of a function may have to wait for long.
                timeout: .hours(24),
                isIdempotent: false
            )
        } catch HTTPError.cannotConnect {
            throw .unreachable(endpoint)
        } catch {
            throw .failed(endpoint, "\(error)")
        }
    }

    func function(_ name: String) async throws -> FunctionDocument {
        let target = "/2015-03-31/functions/\(name.percentEncoded)/configuration"
        let response = try await send(HTTPRequest(method: "GET", target: target))
        return try WireJSON.decode(FunctionDocument.self, response.body)
    }

    func functions() async throws -> [FunctionDocument] {
        let response = try await send(HTTPRequest(method: "GET", target: "/2015-03-31/functions"))
        return try WireJSON.decode(FunctionPage.self, response.body).functions
    }
}

// MARK: - Logs

extension LambdaClient {
    /// What a function wrote, oldest first, from a moment on.
    func log(of function: String, since milliseconds: Int64) async throws -> [LogEvent] {
        var events: [LogEvent] = []
        var token: String?
        repeat {
            let query = Query(
                logGroupName: LogGroups.prefix + function,
                startTime: milliseconds,
                nextToken: token
            )
            let response = try await send(
                HTTPRequest(
                    method: "POST",
                    target: "/",
                    fields: ["X-Amz-Target": "Logs_20140328.FilterLogEvents"],
                    body: WireJSON.encodePayload(query)
                )
            )
            let page = try WireJSON.decode(LogsPage.self, response.body)
            events += page.events
            token = page.nextToken
        } while token != nil
        return events
    }

    private struct Query: Encodable {
        let logGroupName: String
        let startTime: Int64
        let nextToken: String?
    }
}

extension HTTPResponse {
    /// What the service says about an error.
    var errorMessage: String {
        let text = try? WireJSON.decode([String: String].self, body)
        let message = text?["message"] ?? String(decoding: body, as: UTF8.self)
        return "\(fields["x-amzn-ErrorType"] ?? "status \(status)"): \(message)"
    }
}
