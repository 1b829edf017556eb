import AWSClient
import DurableExecution
import Foundation
import JSONCoding
import Testing

@testable import DurableLambda

@Suite struct `The deployed document approval` {
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
        #expect(killed == 1)
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
