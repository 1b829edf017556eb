package import AWSClient

/// The calls of SNS.
///
/// Source: Amazon SNS API reference.
package enum SNS {
    /// Sends a message to all who subscribe to a topic.
    package struct Publish: QueryCall {
        package static let service = AWSService.sns
        package static let operation = "Publish"
        package static let version = "2010-03-31"

        package var topicARN: String
        package var message: String
        package var subject: String?
        /// Set it where it does no harm that the message arrives twice.
        package var isIdempotent: Bool

        package init(
            topicARN: String,
            message: String,
            subject: String? = nil,
            isIdempotent: Bool = false
        ) {
            self.topicARN = topicARN
            self.message = message
            self.subject = subject
            self.isIdempotent = isIdempotent
        }

        package var parameters: [(name: String, value: String?)] {
            [("TopicArn", topicARN), ("Message", message), ("Subject", subject)]
        }

        /// The message's id.
        package func answer(_ result: XML) throws(UnexpectedAnswer) -> String {
            try result.text("MessageId")
        }
    }
}
