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
        let received = try await aws.send(SQS.ReceiveMessage(queueURL: queueURL))
        #expect(received.map(\.body) == [body])
        #expect(received.map(\.id) == [sent.messageID])
        #expect(received.map(\.receiveCount) == [1])
    }

    @Test func `a message is received again until it is deleted`() async throws {
        let service = try await MiniStack.shared
        let name = "queue-\(UUID().uuidString)"
        let aws = service.client()
        let queueURL = try await aws.send(
            SQS.CreateQueue(name: name, attributes: ["VisibilityTimeout": "600"])
        )
        #expect(try await aws.send(SQS.GetQueueUrl(name: name)) == queueURL)
        _ = try await aws.send(SQS.SendMessage(queueURL: queueURL, body: "a"))
        let receive = SQS.ReceiveMessage(queueURL: queueURL)
        let first = try #require(try await aws.send(receive).first)
        #expect(try await aws.send(receive).isEmpty)
        try await aws.send(
            SQS.ChangeMessageVisibility(
                queueURL: queueURL,
                receiptHandle: first.receiptHandle,
                visibilityTimeout: .zero
            )
        )
        let second = try #require(try await aws.send(receive).first)
        #expect(second.receiveCount == 2)
        try await aws.send(
            SQS.DeleteMessage(queueURL: queueURL, receiptHandle: second.receiptHandle)
        )
    }

    @Test func `several messages go at once`() async throws {
        let service = try await MiniStack.shared
        let queueURL = try await service.createQueue("queue-\(UUID().uuidString)")
        let aws = service.client()
        let entries = (1...3).map { SQS.SendMessageBatch.Entry(id: "\($0)", body: "body \($0)") }
        let sent = try await aws.send(
            SQS.SendMessageBatch(queueURL: queueURL, entries: entries)
        )
        #expect(sent.messageIDs.keys.sorted() == ["1", "2", "3"])
        #expect(sent.failures.isEmpty)
        let received = try await aws.send(SQS.ReceiveMessage(queueURL: queueURL))
        #expect(Set(received.map(\.body)) == ["body 1", "body 2", "body 3"])
    }

    @Test func `several messages are deleted at once, and those that are not are told`()
        async throws
    {
        let service = try await MiniStack.shared
        let queueURL = try await service.createQueue("queue-\(UUID().uuidString)")
        let aws = service.client()
        // From now on a message that is received can be received again at once.
        let attributes = ["VisibilityTimeout": "0"]
        try await aws.send(SQS.SetQueueAttributes(queueURL: queueURL, attributes: attributes))
        _ = try await aws.send(SQS.SendMessage(queueURL: queueURL, body: "a"))
        let receive = SQS.ReceiveMessage(queueURL: queueURL)
        #expect(try await aws.send(receive).count == 1)
        let handle = try #require(try await aws.send(receive).first?.receiptHandle)
        let failures = try await aws.send(
            SQS.DeleteMessageBatch(queueURL: queueURL, receiptHandles: [handle, "no handle"])
        )
        #expect(failures.map(\.id) == ["1"])
        #expect(try await aws.send(receive).isEmpty)
    }

    @Test func `a delayed message stays hidden`() async throws {
        let service = try await MiniStack.shared
        let queueURL = try await service.createQueue("queue-\(UUID().uuidString)")
        let aws = service.client()
        _ = try await aws.send(
            SQS.SendMessage(queueURL: queueURL, body: "later", delay: .seconds(600))
        )
        #expect(try await aws.send(SQS.ReceiveMessage(queueURL: queueURL)).isEmpty)
    }

    @Test(arguments: [(0.0, "0"), (0.1, "1"), (5, "5"), (899.5, "900")])
    func `parts of a second of delay count as a whole one`(delay: Double, seconds: String) {
        let message = SQS.SendMessage(queueURL: "", body: "", delay: .seconds(delay))
        #expect(message.arguments["DelaySeconds"] == .number(seconds))
    }

    @Test(arguments: [
        ("https://sqs.eu-west-1.amazonaws.com/123456789012/q.fifo", "eu-west-1", "aws"),
        ("https://sqs.cn-north-1.amazonaws.com.cn/123456789012/q.fifo", "cn-north-1", "aws-cn"),
        ("http://127.0.0.1:4566/123456789012/q.fifo", "us-gov-west-1", "aws-us-gov"),
    ])
    func `a queue's URL tells its ARN`(url: String, region: String, partition: String) throws {
        let arn = try SQS.queueARN(ofURL: url, in: Region(region))
        #expect(arn == "arn:\(partition):sqs:\(region):123456789012:q.fifo")
    }

    @Test(arguments: ["", "q", "https://sqs.eu-west-1.amazonaws.com/q", "http://a/12345678901x/q"])
    func `a text that is no queue's URL tells no ARN`(url: String) throws {
        let region = try Region("eu-west-1")
        #expect(throws: InvalidQueueURL(url: url)) { try SQS.queueARN(ofURL: url, in: region) }
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
