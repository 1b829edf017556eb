import AWSClient
import ArgumentParser
import DurableExecution
import DurableHistory
import HTTPTransport
import LambdaEmulator

/// Lambda's API as the command line calls it: unsigned at an emulator, or signed on AWS.
struct LambdaClient {
    /// Sends a request and takes the answer, whatever it says.
    private let exchange: @Sendable (HTTPRequest) async throws(CommandError) -> HTTPResponse

    init(_ endpoint: Endpoint) {
        let http = HTTPClient(maximumConnections: 2)
        exchange = { request throws(CommandError) in
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
    }

    init(_ client: AWSClient) {
        exchange = { request throws(CommandError) in
            do {
                return try await client.send(LambdaRequest(request: request))
            } catch {
                throw .refused("\(error)")
            }
        }
    }

    /// Sends a request; an answer that reports an error is thrown.
    func send(
        _ method: String,
        _ path: [String],
        query: [(name: String, value: String)] = [],
        fields: HTTPFields = [:],
        body: [UInt8] = []
    ) async throws(CommandError) -> HTTPResponse {
        let items = query.map { "\($0.name)=\($0.value.percentEncoded)" }.joined(separator: "&")
        let target = "/" + path.map(\.percentEncoded).joined(separator: "/")
        let request = HTTPRequest(
            method: method,
            target: items.isEmpty ? target : "\(target)?\(items)",
            fields: fields,
            body: body
        )
        let response = try await exchange(request)
        guard (200..<300).contains(response.status) else {
            throw .refused(response.errorMessage)
        }
        return response
    }
}

/// Any request to Lambda's API.
private struct LambdaRequest: AWSCall {
    static let service = AWSService.lambda
    static let operation = "request"

    let request: HTTPRequest
    var isIdempotent: Bool { request.method == "GET" }
    var timeout: Duration { .minutes(15) }

    func answer(_ response: HTTPResponse) -> HTTPResponse { response }
}

// MARK: - Executions

extension LambdaClient {
    func functions() async throws -> [FunctionDocument] {
        let response = try await send("GET", ["2015-03-31", "functions"])
        return try WireJSON.decode(FunctionPage.self, response.body).functions
    }

    /// All executions of one function, or of all, in the order of their start.
    func executions(
        of function: String? = nil,
        statuses: [ExecutionStatus] = []
    ) async throws -> [ExecutionDocument] {
        var executions: [ExecutionDocument] = []
        let functions = if let function { [function] } else { try await functions().map(\.name) }
        for function in functions {
            let path = ["2025-12-01", "functions", function, "durable-executions"]
            let query =
                [(name: "ReverseOrder", value: "true")]
                + statuses.map { (name: "Statuses", value: $0.rawValue) }
            executions += try await pages(path, query) { (page: ExecutionPage) in
                (page.executions, page.nextMarker)
            }
        }
        return executions.sorted { $0.startedAt < $1.startedAt }
    }

    func history(of arn: String) async throws -> [EventDocument] {
        let path = ["2025-12-01", "durable-executions", arn, "history"]
        return try await pages(path, [("IncludeExecutionData", "true")]) { (page: HistoryPage) in
            (page.events, page.nextMarker)
        }
    }

    private func pages<Page: Decodable, Item>(
        _ path: [String],
        _ query: [(name: String, value: String)],
        _ content: (Page) -> (items: [Item], next: String?)
    ) async throws -> [Item] {
        var items: [Item] = []
        var marker: String?
        repeat {
            let position = marker.map { [(name: "Marker", value: $0)] } ?? []
            let size = [(name: "MaxItems", value: "1000")]
            let response = try await send("GET", path, query: query + size + position)
            let page = content(try WireJSON.decode(Page.self, response.body))
            items += page.items
            marker = page.next
        } while marker != nil
        return items
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
                "POST",
                [],
                fields: ["X-Amz-Target": "Logs_20140328.FilterLogEvents"],
                body: WireJSON.encodePayload(query)
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
