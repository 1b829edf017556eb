import Foundation
import LambdaEvents
import SampleEvents
import Testing

@Suite struct `Batches` {
    private struct Refused: Error {}

    /// A queue event whose messages have these ids and groups.
    private func event(_ messages: [(String, String)], queue: String) throws -> SQSEvent {
        var event: SQSEvent = try SampleEvent.decode("sqs", "fifo-message")
        let pattern = event.records[0]
        event.records = messages.map { id, group in
            var message = pattern
            message.messageID = id
            message.attributes.messageGroupID = group
            message.eventSourceARN = "arn:aws:sqs:eu-central-1:123456789012:\(queue)"
            return message
        }
        return event
    }

    @Test func `name the messages that failed, and no other`() async throws {
        let event: SQSEvent = try SampleEvent.decode("sqs", "messages")
        var complaints: [String] = []
        let response = await event.forEachMessage { message in
            _ = try message.decodeBody(as: [String: JSONValue].self)
        } onFailure: { message, _ in
            complaints.append(message.body)
        }
        #expect(complaints == ["not an order"])
        #expect(
            try encode(response)
                == #"{"batchItemFailures":[{"itemIdentifier":"7c6b5a49-3827-4160-9f8e-7d6c5b4a3928"}]}"#
        )
    }

    @Test(arguments: [("orders.fifo", ["1", "3"]), ("orders", ["1"])])
    func `keep the order of a FIFO queue's groups`(queue: String, failed: [String]) async throws {
        let event = try event([("1", "a"), ("2", "b"), ("3", "a")], queue: queue)
        let response = await event.forEachMessage { message in
            if message.messageID == "1" { throw Refused() }
        }
        #expect(response.batchItemFailures.map(\.itemIdentifier) == failed)
    }

    @Test func `of a stream begin anew at the first record that failed`() async throws {
        var event: DynamoDBEvent = try SampleEvent.decode("dynamodb", "modify")
        event.records +=
            (try SampleEvent.decode("dynamodb", "expire", as: DynamoDBEvent.self)).records
        event.records += event.records
        var seen = 0
        let response = await event.forEachRecord { record in
            seen += 1
            if record.eventName == .remove { throw Refused() }
        }
        #expect(seen == 2)
        #expect(response == BatchResponse(failures: [event.records[1]]))
        #expect(
            try encode(response)
                == #"{"batchItemFailures":[{"itemIdentifier":"400000000000012345678902"}]}"#
        )
    }

    @Test func `without a failure name nothing`() async throws {
        let event: KinesisEvent = try SampleEvent.decode("kinesis", "records")
        let response = await event.forEachRecord { _ in }
        #expect(try encode(response) == #"{"batchItemFailures":[]}"#)
        #expect(response == .success)
    }
}
