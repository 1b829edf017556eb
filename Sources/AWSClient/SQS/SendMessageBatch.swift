package import JSONCoding

extension SQS {
    /// Puts up to ten messages into a queue, each on its own: some may arrive and others not.
    package struct SendMessageBatch: SQSCall {
        package static let operation = "SendMessageBatch"

        package struct Entry: Sendable, Hashable {
            /// Names the message within this call.
            package var id: String
            package var body: String
            /// How long the message stays hidden: whole seconds, up to 15 minutes.
            package var delay: Duration

            package init(id: String, body: String, delay: Duration = .zero) {
                self.id = id
                self.body = body
                self.delay = delay
            }
        }

        package var queueURL: String
        package var entries: [Entry]
        /// Set it where it does no harm that a message arrives twice.
        package var isIdempotent: Bool

        package init(queueURL: String, entries: [Entry], isIdempotent: Bool = false) {
            self.queueURL = queueURL
            self.entries = entries
            self.isIdempotent = isIdempotent
        }

        package struct Answer: Sendable {
            /// The messages' ids, by the entries'.
            package let messageIDs: [String: String]
            package let failures: [BatchFailure]
        }
    }

    /// A part of a call that failed.
    package struct BatchFailure: Sendable, Hashable {
        package let id: String
        package let code: AWSError.Code
        package let message: String?
        /// Whether the request is to blame, so that sending it again does not help.
        package let isSenderFault: Bool
    }
}

extension SQS.SendMessageBatch {
    package var arguments: JSON {
        let entries = entries.map { entry -> JSON in
            [
                "Id": .string(entry.id), "MessageBody": .string(entry.body),
                "DelaySeconds": .number(entry.delay.wholeSecondsRoundedUp),
            ]
        }
        return ["QueueUrl": .string(queueURL), "Entries": .array(entries)]
    }

    package func answer(_ body: JSON) throws(UnexpectedAnswer) -> Answer {
        var messageIDs: [String: String] = [:]
        for entry in body["Successful"]?.array ?? [] {
            messageIDs[try entry.text("Id")] = try entry.text("MessageId")
        }
        let failures = body["Failed"]?.array ?? []
        return Answer(
            messageIDs: messageIDs,
            failures: try failures.map { json throws(UnexpectedAnswer) in
                try SQS.BatchFailure(json)
            }
        )
    }
}

extension SQS.BatchFailure {
    init(_ json: JSON) throws(UnexpectedAnswer) {
        id = try json.text("Id")
        code = AWSError.Code(rawValue: try json.text("Code"))
        message = json["Message"]?.string
        isSenderFault = json["SenderFault"]?.bool ?? false
    }
}
