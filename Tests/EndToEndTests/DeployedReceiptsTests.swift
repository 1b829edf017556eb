import Foundation
import TestServices
import Testing

@Suite struct `The deployed receipts` {
    @Test(.timeLimit(.minutes(15)))
    func `of two orders in a batch leave only the bad one in the queue`() async throws {
        let deployment = try await Deployment.shared
        let queue = try Queue(url: deployment["OrdersQueue"], deployment: deployment)
        let good = #"{"order":"A-1042","email":"ada@example.com","cents":5980}"#
        try await queue.send([good, "not an order"])
        #expect(try await queue.remainder(after: 2) == ["0", "1"])
    }
}

private struct Queue {
    let url: String
    let deployment: Deployment

    func send(_ bodies: [String]) async throws {
        let entries = bodies.enumerated().map { ["Id": "\($0.offset)", "MessageBody": $0.element] }
        let json = String(decoding: try JSONEncoder().encode(entries), as: UTF8.self)
        _ = try await sqs("send-message-batch", ["--entries", json])
    }

    /// How many messages are visible and how many are not, once fewer than `count` are left.
    func remainder(after count: Int) async throws -> [Substring] {
        while true {
            let output = try await sqs(
                "get-queue-attributes",
                [
                    "--attribute-names", "ApproximateNumberOfMessages",
                    "ApproximateNumberOfMessagesNotVisible", "--query",
                    """
                    Attributes.[ApproximateNumberOfMessages,ApproximateNumberOfMessagesNotVisible]
                    """,
                    "--output", "text",
                ]
            )
            let numbers = output.split(whereSeparator: \.isWhitespace)
            if numbers.compactMap({ Int($0) }).reduce(0, +) < count { return numbers }
        }
    }

    private func sqs(_ call: String, _ arguments: [String]) async throws -> String {
        try await BuildTool("aws").run(
            ["sqs", call, "--endpoint-url", deployment.service.endpointURL, "--queue-url", url]
                + arguments,
            environment: deployment.environment
        )
    }
}
