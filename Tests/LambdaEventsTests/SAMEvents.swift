import Foundation
import TestServices
import Testing

/// The events that SAM CLI generates, by `service event`.
enum SAMEvents {
    static let services = [
        "alb", "apigateway", "cloudformation", "cloudwatch", "cognito", "dynamodb", "kinesis", "s3",
        "ses", "sns", "sqs",
    ]

    /// Events we have no type for, and why.
    static let leftOut: Set = [
        // Kinesis Data Analytics for SQL, which AWS has ended.
        "kinesis analytics", "kinesis analytics-compressed", "kinesis analytics-dynamodb",
        "kinesis analytics-kpl",
        // Not what Firehose sends: base64 with too many `=`, a misspelt member, a time as text.
        "kinesis apachelog", "kinesis streams-as-source", "kinesis syslog",
    ]

    static func all() async throws -> [String: Data] {
        let script = try #require(
            Bundle.module.url(forResource: "Oracles/sam", withExtension: "py")
        )
        let output = try await BuildTool("../sam/bin/python").run([script.path()] + services)
        var events: [String: Data] = [:]
        for line in output.split(separator: "\n") {
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            )
            let name = try #require(object["name"] as? String)
            let event = try #require(object["event"] as? [String: Any])
            events[name] = try JSONSerialization.data(withJSONObject: event)
        }
        return events
    }
}
