import Foundation
import JSONCoding
import LambdaEvents
import SampleEvents
import Testing

@testable import AWSClient
@testable import LambdaEmulator

@Suite struct QueueEventTests {
    /// The answer of ReceiveMessage that Lambda would have made an event of.
    private func received(as record: JSON) throws -> SQS.Message {
        let attributes = record["messageAttributes"]?.object?.map { name, value in
            (
                name,
                JSON.members([
                    "DataType": value["dataType"], "StringValue": value["stringValue"],
                    "BinaryValue": value["binaryValue"],
                ])
            )
        }
        let answer = JSON.members([
            "Messages": [
                .members([
                    "MessageId": record["messageId"], "Body": record["body"],
                    "ReceiptHandle": record["receiptHandle"], "Attributes": record["attributes"],
                    "MD5OfBody": record["md5OfBody"],
                    "MessageAttributes": .object(JSON.Object(attributes ?? [])),
                ])
            ]
        ])
        return try #require(try SQS.ReceiveMessage(queueURL: "").answer(answer).first)
    }

    @Test(arguments: SampleEvent.all.filter { $0.service == "sqs" })
    func `what was received reads as Lambda writes it`(sample: SampleEvent) throws {
        let lambdas = try JSON(parsing: Array(sample.json.utf8))
        let records = try #require(lambdas["Records"]?.array)
        let event = QueueEvent(
            messages: try records.map(received),
            queueARN: try #require(records.first?["eventSourceARN"]?.string)
        )
        #expect(try JSON(parsing: event.bytes) == lambdas)
        let decoded = try JSONDecoder().decode(SQSEvent.self, from: Data(event.bytes))
        #expect(decoded.records.count == records.count)
    }
}
