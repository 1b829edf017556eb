package import AWSClient

extension CloudFormation {
    /// Tells what has happened to a stack, the latest first.
    package struct DescribeStackEvents: CloudFormationCall, PagedCall {
        package static let operation = "DescribeStackEvents"

        package var stack: String
        package var nextToken: String?

        package init(stack: String, nextToken: String? = nil) {
            self.stack = stack
            self.nextToken = nextToken
        }

        package struct Answer: Sendable, Hashable {
            package let events: [Event]
            package let nextToken: String?
        }

        package struct Event: Sendable, Hashable {
            package let id: String
            /// As CloudFormation writes it: `2026-11-21T16:00:00.000Z`.
            package let timestamp: String
            package let logicalID: String
            package let type: String
            package let status: String
            package let statusReason: String?
        }

        package var isIdempotent: Bool { true }

        package var parameters: [(name: String, value: String?)] {
            [("StackName", stack), ("NextToken", nextToken)]
        }

        package func answer(_ result: XML) throws(UnexpectedAnswer) -> Answer {
            let events = result.list("StackEvents")
            return Answer(
                events: try events.map { xml throws(UnexpectedAnswer) in try Event(xml) },
                nextToken: result["NextToken"]?.text
            )
        }

        package func next(after page: Answer) -> Self? {
            page.nextToken.map { Self(stack: stack, nextToken: $0) }
        }
    }
}

extension CloudFormation.DescribeStackEvents.Event {
    fileprivate init(_ xml: XML) throws(UnexpectedAnswer) {
        id = try xml.text("EventId")
        timestamp = try xml.text("Timestamp")
        logicalID = try xml.text("LogicalResourceId")
        type = try xml.text("ResourceType")
        status = try xml.text("ResourceStatus")
        statusReason = xml["ResourceStatusReason"]?.text
    }
}
