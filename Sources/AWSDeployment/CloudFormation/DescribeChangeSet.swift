package import AWSClient

extension CloudFormation {
    /// Tells whether a change set is ready, and what it would change.
    package struct DescribeChangeSet: CloudFormationCall, PagedCall {
        package static let operation = "DescribeChangeSet"

        /// A name, which needs a stack, or an ARN.
        package var changeSet: String
        package var stack: String?
        package var nextToken: String?

        package init(changeSet: String, stack: String? = nil, nextToken: String? = nil) {
            self.changeSet = changeSet
            self.stack = stack
            self.nextToken = nextToken
        }

        package struct Answer: Sendable, Hashable {
            /// `CREATE_PENDING`, `CREATE_IN_PROGRESS`, `CREATE_COMPLETE` or `FAILED`.
            package let status: String
            /// Why it failed; so does a change set that would change nothing.
            package let statusReason: String?
            package let changes: [Change]
            package let nextToken: String?
        }

        package struct Change: Sendable, Hashable {
            /// `Add`, `Modify`, `Remove` and so on.
            package let action: String
            package let logicalID: String
            package let type: String
            /// `True`, `False` or `Conditional`: whether the resource is made anew.
            package let replacement: String?
        }
    }
}

extension CloudFormation.DescribeChangeSet {
    package var isIdempotent: Bool { true }

    package var parameters: [(name: String, value: String?)] {
        [("ChangeSetName", changeSet), ("StackName", stack), ("NextToken", nextToken)]
    }

    package func answer(_ result: XML) throws(UnexpectedAnswer) -> Answer {
        Answer(
            status: try result.text("Status"),
            statusReason: result["StatusReason"]?.text,
            changes: try result.list("Changes").compactMap { $0["ResourceChange"] }
                .map { change throws(UnexpectedAnswer) in try Change(change) },
            nextToken: result["NextToken"]?.text
        )
    }

    package func next(after page: Answer) -> Self? {
        guard let nextToken = page.nextToken else { return nil }
        return Self(changeSet: changeSet, stack: stack, nextToken: nextToken)
    }
}

extension CloudFormation.DescribeChangeSet.Change {
    fileprivate init(_ xml: XML) throws(UnexpectedAnswer) {
        action = try xml.text("Action")
        logicalID = try xml.text("LogicalResourceId")
        type = try xml.text("ResourceType")
        replacement = xml["Replacement"]?.text
    }
}
