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
        /// What is told besides the bodies.
        package var details: Details

        package enum Details: Sendable, Hashable {
            case receiveCount
            case all
        }

        package init(
            queueURL: String,
            maximumCount: Int = 10,
            wait: Duration = .zero,
            visibilityTimeout: Duration? = nil,
            details: Details = .receiveCount
        ) {
            self.queueURL = queueURL
            self.maximumCount = maximumCount
            self.wait = wait
            self.visibilityTimeout = visibilityTimeout
            self.details = details
        }
    }

    /// A message that was received and is still in its queue.
    package struct Message: Sendable, Hashable {
        package let id: String
        package let body: String
        /// What deletes the message or changes how long it stays hidden.
        package let receiptHandle: String
        /// What SQS knows of it, by the names in the API reference: `SentTimestamp`.
        package var attributes: [String: String] = [:]
        /// What the sender attached.
        package var messageAttributes: [String: MessageAttribute] = [:]
        /// Checksums in hexadecimal.
        package var bodyMD5: String?
        package var messageAttributesMD5: String?

        package init(id: String, body: String, receiptHandle: String) {
            self.id = id
            self.body = body
            self.receiptHandle = receiptHandle
        }

        /// How often it has been received, this time included.
        package var receiveCount: Int {
            attributes["ApproximateReceiveCount"].flatMap { Int($0) } ?? 1
        }
    }

    /// Something that the sender of a message attached: a text, or bytes in base64.
    package struct MessageAttribute: Sendable, Hashable {
        package let dataType: String
        package let text: String?
        package let base64: String?

        package init(dataType: String, text: String? = nil, base64: String? = nil) {
            self.dataType = dataType
            self.text = text
            self.base64 = base64
        }
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
            "MessageSystemAttributeNames": details == .all ? ["All"] : ["ApproximateReceiveCount"],
            "MessageAttributeNames": details == .all ? ["All"] : nil,
        ])
    }

    package func answer(_ body: JSON) throws(UnexpectedAnswer) -> [SQS.Message] {
        let messages = body["Messages"]?.array ?? []
        return try messages.map { json throws(UnexpectedAnswer) in try SQS.Message(json) }
    }
}

extension SQS.Message {
    fileprivate init(_ json: JSON) throws(UnexpectedAnswer) {
        self.init(
            id: try json.text("MessageId"),
            body: try json.text("Body"),
            receiptHandle: try json.text("ReceiptHandle")
        )
        attributes = json["Attributes"]?.object?.compactMapValues(\.string) ?? [:]
        messageAttributes =
            json["MessageAttributes"]?.object?.compactMapValues(SQS.MessageAttribute.init) ?? [:]
        bodyMD5 = json["MD5OfBody"]?.string
        messageAttributesMD5 = json["MD5OfMessageAttributes"]?.string
    }
}

extension SQS.MessageAttribute {
    fileprivate init?(_ json: JSON) {
        guard let dataType = json["DataType"]?.string else { return nil }
        self.init(
            dataType: dataType,
            text: json["StringValue"]?.string,
            base64: json["BinaryValue"]?.string
        )
    }
}
