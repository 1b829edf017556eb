package import JSONCoding

extension SQS {
    /// Creates a queue; answers its URL, just as for a queue that is there with the same attributes.
    package struct CreateQueue: SQSCall {
        package static let operation = "CreateQueue"

        package var name: String
        /// By their names in the API reference: `VisibilityTimeout`, `FifoQueue`.
        package var attributes: [String: String]

        package init(name: String, attributes: [String: String] = [:]) {
            self.name = name
            self.attributes = attributes
        }

        package var isIdempotent: Bool { true }

        package var arguments: JSON {
            .members([
                "QueueName": .string(name),
                "Attributes": attributes.isEmpty ? nil : .object(attributes.mapValues(JSON.string)),
            ])
        }

        package func answer(_ body: JSON) throws(UnexpectedAnswer) -> String {
            try body.text("QueueUrl")
        }
    }

    /// Changes attributes of a queue; those that are not named stay.
    package struct SetQueueAttributes: SQSCall {
        package static let operation = "SetQueueAttributes"

        package var queueURL: String
        package var attributes: [String: String]

        package init(queueURL: String, attributes: [String: String]) {
            self.queueURL = queueURL
            self.attributes = attributes
        }

        package var isIdempotent: Bool { true }

        package var arguments: JSON {
            [
                "QueueUrl": .string(queueURL),
                "Attributes": .object(attributes.mapValues(JSON.string)),
            ]
        }

        package func answer(_ body: JSON) {}
    }

    /// Finds a queue by its name; answers its URL.
    package struct GetQueueUrl: SQSCall {
        package static let operation = "GetQueueUrl"

        package var name: String

        package init(name: String) {
            self.name = name
        }

        package var isIdempotent: Bool { true }

        package var arguments: JSON { ["QueueName": .string(name)] }

        package func answer(_ body: JSON) throws(UnexpectedAnswer) -> String {
            try body.text("QueueUrl")
        }
    }
}
