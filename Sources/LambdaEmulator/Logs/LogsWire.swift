/// Source: CloudWatch Logs API reference, FilterLogEvents.
struct LogsQuery: Decodable {
    private let logGroupName: String?
    private let logGroupIdentifier: String?
    private let startTime: Int64?
    private let endTime: Int64?
    private let filterPattern: String?
    private let nextToken: String?
    private let limitGiven: Int?

    private enum CodingKeys: String, CodingKey {
        case logGroupName, logGroupIdentifier, startTime, endTime, filterPattern, nextToken
        case limitGiven = "limit"
    }

    init(_ body: [UInt8]) throws(LogsFault) {
        do {
            self = try WireJSON.decode(LogsQuery.self, body)
        } catch {
            throw LogsFault(type: "InvalidParameterException", message: "\(error)")
        }
    }

    var limit: Int { min(max(limitGiven ?? 10_000, 1), 10_000) }

    /// The name at the end of the group's name or ARN.
    var function: String? {
        (logGroupName ?? logGroupIdentifier)?.firstRange(of: LogGroups.prefix).map { range in
            let text = logGroupName ?? logGroupIdentifier ?? ""
            return String(text[range.upperBound...].prefix { $0 != ":" })
        }
    }

    /// A pattern is words that must all be there, quoted or not.
    func matches(_ entry: LogStore.Entry) -> Bool {
        let time = entry.timestamp.millisecondsSinceEpoch
        let words = (filterPattern ?? "").split(separator: " ").map { $0.filter { $0 != "\"" } }
        return time >= startTime ?? 0 && time <= endTime ?? .max
            && entry.number > nextToken.flatMap(Int.init) ?? 0
            && words.allSatisfy { entry.message.contains($0) }
    }
}

/// What the log group of a function is called.
package struct LogGroups: Encodable {
    package static let prefix = "/aws/lambda/"
    private let logGroups: [Group]

    private struct Group: Encodable {
        let logGroupName: String
        let arn: String
    }

    init(_ functions: [String]) {
        logGroups = functions.map { function in
            let name = Self.prefix + function
            let arn = "arn:aws:logs:\(EmulatedAccount.scope):log-group:\(name):*"
            return Group(logGroupName: name, arn: arn)
        }
    }
}

package struct LogsPage: Codable, Sendable {
    package let events: [LogEvent]
    package let nextToken: String?
}

package struct LogEvent: Codable, Sendable, Hashable {
    /// Grows with each line of the emulator.
    package let eventId: String
    package let logStreamName: String
    package let timestamp: Int64
    package let ingestionTime: Int64
    package let message: String

    init(_ entry: LogStore.Entry) {
        eventId = "\(entry.number)"
        logStreamName = entry.stream
        timestamp = entry.timestamp.millisecondsSinceEpoch
        ingestionTime = timestamp
        message = entry.message
    }
}

/// An error as clients of the JSON protocol know it.
struct LogsFault: Error, Encodable {
    let type: String
    let message: String

    private enum CodingKeys: String, CodingKey {
        case type = "__type"
        case message
    }
}
