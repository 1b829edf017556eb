import AWSClient
import DurableExecution
import Foundation
import JSONCoding
import Testing

@testable import DurableLambda

/// One after the other: what one of them kills serves the other as well.
@Suite(.serialized) struct `The deployed document approval` {
    @Test(.timeLimit(.minutes(15)))
    func `is invoked, suspends, gets its answer, wakes through the queue and completes`()
        async throws
    {
        let deployment = try await Deployment.shared
        let client = deployment.service.client()
        let table = try deployment["ExecutionsTable"]
        let store = ExecutionStore.dynamoDB(client, table: table)
        let document = #"{"title":"Plan","author":"Ada","recipients":["Bob","Eve"]}"#

        let answer = try await client.send(
            LambdaAPI.Invoke(
                // By the name that its queue uses as well: both then meet the same process.
                function: "\(try deployment["ApprovalsFunction"]):live",
                payload: Array(document.utf8)
            )
        )
        #expect(answer.functionError == nil, "\(String(decoding: answer.payload, as: UTF8.self))")
        let status = try JSON(parsing: answer.payload)
        #expect(status["status"]?.string == "RUNNING")
        let execution = try #require(status["execution"]?.string)

        let waiting = try #require(try await store.record(of: execution))
        let callback = try #require(waiting.openCallbacks.first)
        guard case .callback(let state) = callback.state else { throw NoCallback() }
        // The process that ran the first half is gone while the workflow waits.
        let killed = try killProcesses(of: try deployment["ApprovalsFunction"])
        #expect(killed > 0)
        _ = try await store.answer(
            state.token,
            with: .succeeded(result: #"{"approved":true,"by":"Grace"}"#)
        )
        try await WakeUps(client: client, queueURL: try deployment["WakeUpsQueue"]).wake(execution)

        let ended = try await self.ended(execution, in: store)
        guard case .succeeded(let result) = ended.execution.outcome else { throw NoCallback() }
        let outcome = try JSON(parsing: Array((result ?? "").utf8))
        #expect(outcome["status"]?.string == "approved by Grace")
        #expect(outcome["receipts"] == ["sent to Bob", "sent to Eve"])
        #expect(ended.operations.allSatisfy { $0.status == .succeeded })
        try await isListedAsSucceeded(execution, in: DynamoDBLog(client: client, table: table))
    }

    @Test(.timeLimit(.minutes(15)))
    func `is asked for and decided through its API, with the rights that the template gives`()
        async throws
    {
        let deployment = try await Deployment.shared
        let client = deployment.service.client()
        let function = try deployment["ApprovalDeskFunction"]
        let conversation = ApprovalConversation { method, path, body in
            let invoke = LambdaAPI.Invoke(
                function: function,
                payload: Self.event(method, path, body).bytes
            )
            let answer = try await client.send(invoke)
            let text = String(decoding: answer.payload, as: UTF8.self)
            #expect(answer.functionError == nil, "\(text)")
            let response = try JSON(parsing: answer.payload)
            let json = try response["body"]?.string.map { try JSON(parsing: Array($0.utf8)) }
            return (try #require(response["statusCode"]?.integer), json ?? .null)
        }
        try await conversation.takePlace()
    }

    /// A request as an HTTP API hands it to its function.
    private static func event(_ method: String, _ path: String, _ body: String?) -> JSON {
        let segments = path.split(separator: "/").map(String.init)
        let route = segments.count < 2 ? path : path.replacing(segments[1], with: "{name}")
        return .members([
            "version": "2.0", "routeKey": .string("\(method) \(route)"), "rawPath": .string(path),
            "rawQueryString": "", "headers": [:],
            "pathParameters": segments.count < 2
                ? nil : ["name": .string(segments[1].removingPercentEncoding ?? "")],
            "requestContext": [
                "accountId": "123456789012", "apiId": "api", "domainName": "api.example",
                "domainPrefix": "api", "requestId": "id", "stage": "$default",
                "time": "12/Mar/2020:19:03:58 +0000", "timeEpoch": .number(1_583_348_638_390),
                "routeKey": .string("\(method) \(route)"),
                "http": [
                    "method": .string(method), "path": .string(path), "protocol": "HTTP/1.1",
                    "sourceIp": "192.0.2.1", "userAgent": "test",
                ],
            ],
            "body": body.map(JSON.string), "isBase64Encoded": false,
        ])
    }

    /// Lists what has succeeded until it is among it, by the index that the template has made.
    private func isListedAsSucceeded(_ execution: String, in table: DynamoDBLog) async throws {
        var query = HeadQuery()
        query.statuses = [.succeeded]
        while try await !table.heads(query).contains(where: { $0.id.rawValue == execution }) {
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// Reads the log until the execution has ended; the time limit is the test's own.
    private func ended(
        _ execution: String,
        in store: ExecutionStore
    ) async throws -> ExecutionRecord {
        while true {
            if let record = try await store.record(of: execution), record.isEnded { return record }
            try await Task.sleep(for: .milliseconds(200))
        }
    }
}

private struct NoCallback: Error {}
