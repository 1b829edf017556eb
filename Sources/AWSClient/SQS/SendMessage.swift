package import JSONCoding

extension SQS {
    /// Puts a message into a queue.
    package struct SendMessage: SQSCall {
        package static let operation = "SendMessage"

        package var queueURL: String
        package var body: String
        /// How long the message stays hidden: whole seconds, up to 15 minutes; parts of a second
        /// count as a whole one.
        package var delay: Duration
        /// Set it where it does no harm that the message arrives twice.
        package var isIdempotent: Bool

        package init(
            queueURL: String,
            body: String,
            delay: Duration = .zero,
            isIdempotent: Bool = false
        ) {
            self.queueURL = queueURL
            self.body = body
            self.delay = delay
            self.isIdempotent = isIdempotent
        }

        package struct Answer: Sendable {
            package let messageID: String
        }
    }
}

extension SQS.SendMessage {
    package var arguments: JSON {
        [
            "QueueUrl": .string(queueURL),
            "MessageBody": .string(body),
            "DelaySeconds": .number(delay.wholeSecondsRoundedUp),
        ]
    }

    package func answer(_ body: JSON) throws(UnexpectedAnswer) -> Answer {
        Answer(messageID: try body.text("MessageId"))
    }
}
