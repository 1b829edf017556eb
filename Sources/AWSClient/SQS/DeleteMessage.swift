package import JSONCoding

extension SQS {
    /// Deletes a message that was received.
    package struct DeleteMessage: SQSCall {
        package static let operation = "DeleteMessage"

        package var queueURL: String
        package var receiptHandle: String

        package init(queueURL: String, receiptHandle: String) {
            self.queueURL = queueURL
            self.receiptHandle = receiptHandle
        }

        package var isIdempotent: Bool { true }

        package var arguments: JSON {
            ["QueueUrl": .string(queueURL), "ReceiptHandle": .string(receiptHandle)]
        }

        package func answer(_ body: JSON) {}
    }

    /// Deletes up to ten messages that were received, each on its own; the answer is what failed.
    package struct DeleteMessageBatch: SQSCall {
        package static let operation = "DeleteMessageBatch"

        package var queueURL: String
        package var receiptHandles: [String]

        package init(queueURL: String, receiptHandles: [String]) {
            self.queueURL = queueURL
            self.receiptHandles = receiptHandles
        }

        package var isIdempotent: Bool { true }

        package var arguments: JSON {
            let entries = receiptHandles.enumerated().map { index, handle -> JSON in
                ["Id": .string("\(index)"), "ReceiptHandle": .string(handle)]
            }
            return ["QueueUrl": .string(queueURL), "Entries": .array(entries)]
        }

        package func answer(_ body: JSON) throws(UnexpectedAnswer) -> [BatchFailure] {
            let failures = body["Failed"]?.array ?? []
            return try failures.map { json throws(UnexpectedAnswer) in try BatchFailure(json) }
        }
    }

    /// Changes how long a received message stays hidden, counted from now.
    package struct ChangeMessageVisibility: SQSCall {
        package static let operation = "ChangeMessageVisibility"

        package var queueURL: String
        package var receiptHandle: String
        /// Whole seconds, up to twelve hours; zero shows the message at once.
        package var visibilityTimeout: Duration

        package init(queueURL: String, receiptHandle: String, visibilityTimeout: Duration) {
            self.queueURL = queueURL
            self.receiptHandle = receiptHandle
            self.visibilityTimeout = visibilityTimeout
        }

        package var isIdempotent: Bool { true }

        package var arguments: JSON {
            [
                "QueueUrl": .string(queueURL), "ReceiptHandle": .string(receiptHandle),
                "VisibilityTimeout": .number(visibilityTimeout.wholeSecondsRoundedUp),
            ]
        }

        package func answer(_ body: JSON) {}
    }
}
