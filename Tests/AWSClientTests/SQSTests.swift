import Foundation
import TestServices
import Testing

@testable import AWSClient

@Suite struct `SQS on MiniStack` {
    @Test func `a message goes into its queue`() async throws {
        let service = try await MiniStack.shared
        let queueURL = try await service.createQueue("queue-\(UUID().uuidString)")
        let aws = service.client()
        let body = #"{"perdure":"é"}"#
        let sent = try await aws.send(SQS.SendMessage(queueURL: queueURL, body: body))
        let received = try await aws.send(ReceiveMessage(queueURL: queueURL))
        #expect(received["Messages"]?.array?.first?["Body"]?.string == body)
        #expect(received["Messages"]?.array?.first?["MessageId"]?.string == sent.messageID)
    }

    @Test func `a delayed message stays hidden`() async throws {
        let service = try await MiniStack.shared
        let queueURL = try await service.createQueue("queue-\(UUID().uuidString)")
        let aws = service.client()
        _ = try await aws.send(
            SQS.SendMessage(queueURL: queueURL, body: "later", delay: .seconds(600))
        )
        let received = try await aws.send(ReceiveMessage(queueURL: queueURL))
        #expect(received["Messages"]?.array?.isEmpty ?? true)
    }

    @Test(arguments: [(0.0, "0"), (0.1, "1"), (5, "5"), (899.5, "900")])
    func `parts of a second of delay count as a whole one`(delay: Double, seconds: String) {
        let message = SQS.SendMessage(queueURL: "", body: "", delay: .seconds(delay))
        #expect(message.arguments["DelaySeconds"] == .number(seconds))
    }

    @Test func `a missing queue is named in the error`() async throws {
        let service = try await MiniStack.shared
        let message = SQS.SendMessage(queueURL: "\(service.endpointURL)/0/none", body: "")
        let error = try await #require(throws: AWSError.self) {
            try await service.client().send(message)
        }
        #expect(error.code == .queueDoesNotExist)
    }
}

private struct ReceiveMessage: JSONCall {
    static let service = AWSService.sqs
    static let operation = "ReceiveMessage"

    let queueURL: String

    var isIdempotent: Bool { false }

    var arguments: JSON { ["QueueUrl": .string(queueURL)] }

    func answer(_ body: JSON) -> JSON { body }
}
