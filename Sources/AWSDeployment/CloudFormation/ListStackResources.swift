package import AWSClient

extension CloudFormation {
    /// Tells what a stack is made of.
    package struct ListStackResources: CloudFormationCall, PagedCall {
        package static let operation = "ListStackResources"

        package var stack: String
        package var nextToken: String?

        package init(stack: String, nextToken: String? = nil) {
            self.stack = stack
            self.nextToken = nextToken
        }

        package struct Answer: Sendable, Hashable {
            package let resources: [Resource]
            package let nextToken: String?
        }

        package struct Resource: Sendable, Hashable {
            package let logicalID: String
            /// Its name or ARN, by type; nil until it is made.
            package let physicalID: String?
            package let type: String
        }

        package var isIdempotent: Bool { true }

        package var parameters: [(name: String, value: String?)] {
            [("StackName", stack), ("NextToken", nextToken)]
        }

        package func answer(_ result: XML) throws(UnexpectedAnswer) -> Answer {
            let resources = result.list("StackResourceSummaries")
            return Answer(
                resources: try resources.map { xml throws(UnexpectedAnswer) in try Resource(xml) },
                nextToken: result["NextToken"]?.text
            )
        }

        package func next(after page: Answer) -> Self? {
            page.nextToken.map { Self(stack: stack, nextToken: $0) }
        }
    }
}

extension CloudFormation.ListStackResources.Resource {
    fileprivate init(_ xml: XML) throws(UnexpectedAnswer) {
        logicalID = try xml.text("LogicalResourceId")
        physicalID = xml["PhysicalResourceId"]?.text
        type = try xml.text("ResourceType")
    }
}
