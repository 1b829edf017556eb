package import JSONCoding

extension SQS {
    /// Takes up to ten messages from a queue, hidden from others for a while.
    package struct ReceiveMessage: SQSCall {
        package static let operation = "ReceiveMessage"

        package var queueURL: String
        package var maximumCount: Int
        /// How long to wait for a first message: whole seconds, up to 20.
        package var wait: Duration
        /// How long the messages stay hidden; nil means as the queue says.
        package var visibilityTimeout: Duration?

        package init(
            queueURL: String,
            maximumCount: Int = 10,
            wait: Duration = .zero,
            visibilityTimeout: Duration? = nil
        ) {
            self.queueURL = queueURL
            self.maximumCount = maximumCount
            self.wait = wait
            self.visibilityTimeout = visibilityTimeout
        }
    }

    /// A message that was received and is still in its queue.
    package struct Message: Sendable, Hashable {
        package let id: String
        package let body: String
        /// What deletes the message or changes how long it stays hidden.
        package let receiptHandle: String
        /// How often it has been received, this time included.
        package let receiveCount: Int
    }
}

extension SQS.ReceiveMessage {
    /// Messages whose answer was lost come again once they are no longer hidden.
    package var isIdempotent: Bool { true }

    package var timeout: Duration { wait + .seconds(10) }

    package var arguments: JSON {
        .members([
            "QueueUrl": .string(queueURL),
            "MaxNumberOfMessages": .number(maximumCount),
            "WaitTimeSeconds": .number(wait.wholeSecondsRoundedUp),
            "VisibilityTimeout": visibilityTimeout.map { .number($0.wholeSecondsRoundedUp) },
            "MessageSystemAttributeNames": ["ApproximateReceiveCount"],
        ])
    }

    package func answer(_ body: JSON) throws(UnexpectedAnswer) -> [SQS.Message] {
        let messages = body["Messages"]?.array ?? []
        return try messages.map { json throws(UnexpectedAnswer) in try SQS.Message(json) }
    }
}

extension SQS.Message {
    fileprivate init(_ json: JSON) throws(UnexpectedAnswer) {
        id = try json.text("MessageId")
        body = try json.text("Body")
        receiptHandle = try json.text("ReceiptHandle")
        let count = json["Attributes"]?["ApproximateReceiveCount"]?.string
        receiveCount = count.flatMap { Int($0) } ?? 1
    }
}
