package import DurableExecution

/// One event of a history as the API shows it.
///
/// Every type of event has a member of details of its own, `<EventType>Details`; their members are
/// kept in one record here.
///
/// Source: Lambda API reference, `Event`.
package struct EventDocument: Sendable, Hashable {
    package var type: String
    package var id: Int
    package var timestamp: Timestamp
    package var subtype: String?
    package var operation: String?
    package var name: String?
    package var parent: String?
    package var details = Details()

    package init(type: String, id: Int, timestamp: Timestamp, details: Details = Details()) {
        self.type = type
        self.id = id
        self.timestamp = timestamp
        self.details = details
    }

    package struct Details: Sendable, Hashable, Codable {
        package var input: Payload<String>?
        package var executionTimeout: Int64?
        package var result: Payload<String>?
        package var error: Payload<ErrorObject>?
        package var duration: Int64?
        package var scheduledEnd: Timestamp?
        package var retry: Retry?
        package var callbackID: String?
        package var timeout: Int64?
        package var heartbeatTimeout: Int64?
        package var startedAt: Timestamp?
        package var endedAt: Timestamp?
        package var requestID: String?
        package var function: String?
        package var tenantID: String?
        package var executedVersion: String?
        package var executionARN: String?
        package var pauseRequestedAt: Timestamp?
        package var resumeRequestedAt: Timestamp?
        package var reason: Payload<String>?
        package var pausesTimeout: Bool?

        private enum CodingKeys: String, CodingKey {
            case input = "Input"
            case executionTimeout = "ExecutionTimeout"
            case result = "Result"
            case error = "Error"
            case duration = "Duration"
            case scheduledEnd = "ScheduledEndTimestamp"
            case retry = "RetryDetails"
            case callbackID = "CallbackId"
            case timeout = "Timeout"
            case heartbeatTimeout = "HeartbeatTimeout"
            case startedAt = "StartTimestamp"
            case endedAt = "EndTimestamp"
            case requestID = "RequestId"
            case function = "FunctionName"
            case tenantID = "TenantId"
            case executedVersion = "ExecutedVersion"
            case executionARN = "DurableExecutionArn"
            case pauseRequestedAt = "PauseRequestTimestamp"
            case resumeRequestedAt = "ResumeRequestTimestamp"
            case reason = "Reason"
            case pausesTimeout = "ExecutionTimeoutPaused"
        }
    }

    /// A value that is left out unless the caller asks for execution data.
    package struct Payload<Value: Sendable & Hashable & Codable>: Sendable, Hashable, Codable {
        package var value: Value?
        /// Whether it was left out.
        package var isTruncated: Bool?

        private enum CodingKeys: String, CodingKey {
            case value = "Payload"
            case isTruncated = "Truncated"
        }
    }

    package struct Retry: Sendable, Hashable, Codable {
        package var attempt: Int
        package var delay: Int64?

        private enum CodingKeys: String, CodingKey {
            case attempt = "CurrentAttempt"
            case delay = "NextAttemptDelaySeconds"
        }
    }
}

extension EventDocument: Codable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }

        static let type = Key(stringValue: "EventType")
        static let id = Key(stringValue: "EventId")
        static let timestamp = Key(stringValue: "EventTimestamp")
        static let subtype = Key(stringValue: "SubType")
        static let operation = Key(stringValue: "Id")
        static let name = Key(stringValue: "Name")
        static let parent = Key(stringValue: "ParentId")

        static func details(of type: String) -> Key { Key(stringValue: "\(type)Details") }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        type = try container.decode(String.self, forKey: .type)
        id = try container.decode(Int.self, forKey: .id)
        timestamp = try container.decode(Timestamp.self, forKey: .timestamp)
        subtype = try container.decodeIfPresent(String.self, forKey: .subtype)
        operation = try container.decodeIfPresent(String.self, forKey: .operation)
        name = try container.decodeIfPresent(String.self, forKey: .name)
        parent = try container.decodeIfPresent(String.self, forKey: .parent)
        details =
            try container.decodeIfPresent(Details.self, forKey: .details(of: type)) ?? Details()
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(type, forKey: .type)
        try container.encode(id, forKey: .id)
        try container.encode(timestamp, forKey: .timestamp)
        try container.encodeIfPresent(subtype, forKey: .subtype)
        try container.encodeIfPresent(operation, forKey: .operation)
        try container.encodeIfPresent(name, forKey: .name)
        try container.encodeIfPresent(parent, forKey: .parent)
        try container.encode(details, forKey: .details(of: type))
    }
}
