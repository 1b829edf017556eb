package import AWSClient

extension CloudFormation {
    /// Tells how stacks are; one that does not exist is an error of code `ValidationError`.
    package struct DescribeStacks: CloudFormationCall, PagedCall {
        package static let operation = "DescribeStacks"

        /// A name or an ARN; nil means all.
        package var stack: String?
        package var nextToken: String?

        package init(stack: String? = nil, nextToken: String? = nil) {
            self.stack = stack
            self.nextToken = nextToken
        }

        package struct Answer: Sendable, Hashable {
            package let stacks: [Stack]
            package let nextToken: String?
        }

        package var isIdempotent: Bool { true }

        package var parameters: [(name: String, value: String?)] {
            [("StackName", stack), ("NextToken", nextToken)]
        }

        package func answer(_ result: XML) throws(UnexpectedAnswer) -> Answer {
            let stacks = result.list("Stacks")
            return Answer(
                stacks: try stacks.map { xml throws(UnexpectedAnswer) in try Stack(xml) },
                nextToken: result["NextToken"]?.text
            )
        }

        package func next(after page: Answer) -> Self? {
            page.nextToken.map { Self(stack: stack, nextToken: $0) }
        }
    }

    package struct Stack: Sendable, Hashable {
        package let name: String
        package let arn: String
        /// `CREATE_COMPLETE`, `ROLLBACK_IN_PROGRESS` and so on.
        package let status: String
        package let statusReason: String?
        package let outputs: [String: String]
    }

    /// Deletes a stack and what it made; one that does not exist is no error.
    package struct DeleteStack: CloudFormationCall {
        package static let operation = "DeleteStack"

        package var stack: String

        package init(stack: String) {
            self.stack = stack
        }

        package var isIdempotent: Bool { true }
        package var parameters: [(name: String, value: String?)] { [("StackName", stack)] }

        package func answer(_ result: XML) {}
    }
}

extension CloudFormation.Stack {
    fileprivate init(_ xml: XML) throws(UnexpectedAnswer) {
        name = try xml.text("StackName")
        arn = try xml.text("StackId")
        status = try xml.text("StackStatus")
        statusReason = xml["StackStatusReason"]?.text
        var outputs: [String: String] = [:]
        for output in xml.list("Outputs") {
            outputs[try output.text("OutputKey")] = try output.text("OutputValue")
        }
        self.outputs = outputs
    }
}
