import AWSClient
import JSONCoding

/// The event that brings messages of a queue to a function.
///
/// Source: Lambda developer guide, "Using Lambda with Amazon SQS", example event.
struct QueueEvent {
    let messages: [SQS.Message]
    let queueARN: String

    var bytes: [UInt8] {
        JSON.members(["Records": .array(messages.map { $0.record(from: queueARN) })]).bytes
    }
}

extension SQS.Message {
    /// The message in an event.
    func record(from queueARN: String) -> JSON {
        let region = queueARN.split(separator: ":").dropFirst(3).first
        return .members([
            "messageId": .string(id),
            "receiptHandle": .string(receiptHandle),
            "body": .string(body),
            "attributes": .object(attributes.mapValues(JSON.string)),
            "messageAttributes": .object(messageAttributes.mapValues(\.json)),
            "md5OfMessageAttributes": messageAttributesMD5.map(JSON.string),
            "md5OfBody": bodyMD5.map(JSON.string),
            "eventSource": "aws:sqs",
            "eventSourceARN": .string(queueARN),
            "awsRegion": region.map { .string(String($0)) },
        ])
    }
}

extension SQS.MessageAttribute {
    fileprivate var json: JSON {
        .members([
            "stringValue": text.map(JSON.string),
            "binaryValue": base64.map(JSON.string),
            "stringListValues": [],
            "binaryListValues": [],
            "dataType": .string(dataType),
        ])
    }
}
