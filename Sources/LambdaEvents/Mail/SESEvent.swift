/// A mail that SES received.
///
/// Source: "Lambda function action", Amazon SES developer guide.
public struct SESEvent: Codable, Sendable, Equatable {
    /// One mail.
    public var records: [Record]

    private enum CodingKeys: String, CodingKey {
        case records = "Records"
    }

    /// A mail, and how it came here.
    public struct Record: Codable, Sendable, Equatable {
        /// `aws:ses`.
        public var eventSource: String
        /// The version of this form.
        public var eventVersion: String
        /// The mail; its body is not in the event.
        public var ses: Message
    }

    /// A mail without its body.
    public struct Message: Codable, Sendable, Equatable {
        /// What its sender wrote.
        public var mail: Mail
        /// What SES found.
        public var receipt: Receipt
    }

    /// The envelope and the header of a mail.
    public struct Mail: Codable, Sendable, Equatable {
        /// The usual header fields.
        public var commonHeaders: CommonHeaders
        /// Everybody it was sent to.
        public var destination: [String]
        /// All header fields, in order.
        public var headers: [Header]
        /// Whether the header was too long to be here in full.
        public var headersTruncated: Bool
        /// SES's id of the mail, which is the name of its object in S3.
        public var messageID: String
        /// The envelope's sender.
        public var source: String
        /// When it came.
        public var timestamp: ISO8601Timestamp

        private enum CodingKeys: String, CodingKey {
            case commonHeaders, destination, headers, headersTruncated
            case messageID = "messageId"
            case source, timestamp
        }
    }

    /// A header field.
    public struct Header: Codable, Sendable, Equatable {
        /// Its name.
        public var name: String
        /// Its value, decoded.
        public var value: String
    }

    /// The usual header fields of a mail.
    public struct CommonHeaders: Codable, Sendable, Equatable {
        /// Who gets a hidden copy.
        public var bcc: [String]?
        /// Who gets a copy.
        public var cc: [String]?
        /// When it was written, as its sender spelled it.
        public var date: String?
        /// Who wrote it.
        public var from: [String]?
        /// Its sender's id of the mail.
        public var messageID: String?
        /// Who gets an answer.
        public var replyTo: [String]?
        /// Who hears that it could not be delivered.
        public var returnPath: String?
        /// Who sent it for the writer.
        public var sender: String?
        /// What it is about.
        public var subject: String?
        /// Whom it is for.
        public var to: [String]?

        private enum CodingKeys: String, CodingKey {
            case bcc, cc, date, from
            case messageID = "messageId"
            case replyTo, returnPath, sender, subject, to
        }
    }

    /// What SES found as it received a mail.
    public struct Receipt: Codable, Sendable, Equatable {
        /// What SES does with it: it calls this function.
        public var action: Action
        /// Whether its DKIM signature holds.
        public var dkimVerdict: Verdict?
        /// What the sender's domain wants done where DMARC fails: `none`, `quarantine` or `reject`.
        public var dmarcPolicy: String?
        /// Whether DMARC holds.
        public var dmarcVerdict: Verdict?
        /// How many milliseconds SES took.
        public var processingTimeMillis: Int64
        /// The recipients that the rule matched.
        public var recipients: [String]
        /// Whether it is free of spam.
        public var spamVerdict: Verdict?
        /// Whether its sender's host may send for the domain.
        public var spfVerdict: Verdict?
        /// When the rule began to act.
        public var timestamp: ISO8601Timestamp
        /// Whether it is free of viruses.
        public var virusVerdict: Verdict?
    }

    /// What SES does with a mail.
    public struct Action: Codable, Sendable, Equatable {
        /// `Lambda`.
        public var type: String
        /// This function.
        public var functionARN: String
        /// `Event`, or `RequestResponse` where SES waits for an ``SESResponse``.
        public var invocationType: String
        /// Where SES tells of it.
        public var topicARN: String?

        private enum CodingKeys: String, CodingKey {
            case type
            case functionARN = "functionArn"
            case invocationType
            case topicARN = "topicArn"
        }
    }

    /// The result of a check.
    public struct Verdict: Codable, Sendable, Equatable {
        /// How it went.
        public var status: Status
    }

    /// How a check went.
    public struct Status: OpenEnumeration {
        /// The value on the wire.
        public let rawValue: String

        /// Any value, listed below or not.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The mail is as it should be.
        public static let pass: Self = "PASS"
        /// It is not.
        public static let fail: Self = "FAIL"
        /// Nobody can say.
        public static let gray: Self = "GRAY"
        /// SES could not check.
        public static let processingFailed: Self = "PROCESSING_FAILED"
    }
}
