package import DurableExecution
package import DurableHistory
package import HTTPTransport
import JSONCoding

/// Lambda's API, whoever serves it; an answer that reports an error is thrown.
package protocol LambdaPort: Sendable {
    /// The path comes in segments, which are not encoded yet, nor are the values of the query.
    func send(
        _ method: String,
        _ path: [String],
        query: [(name: String, value: String)],
        fields: HTTPFields,
        body: [UInt8]
    ) async throws -> HTTPResponse
}

extension LambdaPort {
    package func send(
        _ method: String,
        _ path: [String],
        fields: HTTPFields = [:],
        body: [UInt8] = []
    ) async throws -> HTTPResponse {
        try await send(method, path, query: [], fields: fields, body: body)
    }

    /// The executions of some functions, all or those of one name, in the order of their start.
    func executions(
        of functions: [String],
        named name: ExecutionName?,
        statuses: [ExecutionStatus]
    ) async throws -> [ExecutionDocument] {
        var executions: [ExecutionDocument] = []
        for function in functions {
            let path = ["2025-12-01", "functions", function, "durable-executions"]
            let query =
                [(name: "ReverseOrder", value: "true")]
                + [name].compactMap(\.self).map { ("DurableExecutionName", $0.rawValue) }
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
            let response = try await send(
                "GET",
                path,
                query: query + size + position,
                fields: [:],
                body: []
            )
            let page = content(try JSON.decode(Page.self, from: response.body))
            items += page.items
            marker = page.next
        } while marker != nil
        return items
    }
}
