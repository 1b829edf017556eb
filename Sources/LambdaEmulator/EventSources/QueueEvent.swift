import AWSClient

/// The event that brings messages of a queue to a function.
///
/// Source: Lambda developer guide, "Using Lambda with Amazon SQS", example event.
struct QueueEvent {
    let messages: [SQS.Message]
    let queueARN: String
    let region: String

    var bytes: [UInt8] {
        JSON.members(["Records": .array(messages.map(record))]).bytes
    }

    private func record(_ message: SQS.Message) -> JSON {
        .members([
            "messageId": .string(message.id),
            "receiptHandle": .string(message.receiptHandle),
            "body": .string(message.body),
            "attributes": .object(message.attributes.mapValues(JSON.string)),
            "messageAttributes": .object(message.messageAttributes.mapValues(\.json)),
            "md5OfMessageAttributes": message.messageAttributesMD5.map(JSON.string),
            "md5OfBody": message.bodyMD5.map(JSON.string),
            "eventSource": "aws:sqs",
            "eventSourceARN": .string(queueARN),
            "awsRegion": .string(region),
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
