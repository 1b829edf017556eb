package import AWSClient

extension CloudFormation {
    /// Works out what a template would change; answers the change set's ARN.
    package struct CreateChangeSet: CloudFormationCall {
        package static let operation = "CreateChangeSet"

        package enum Kind: String, Sendable {
            case create = "CREATE"
            case update = "UPDATE"
        }

        package var stack: String
        package var name: String
        package var kind: Kind
        package var template: Template
        package var stackParameters: [String: String]
        /// Such as `CAPABILITY_IAM`.
        package var capabilities: [String]
        package var tags: [String: String]
        /// The role that CloudFormation takes on; nil means the caller's rights.
        package var roleARN: String?

        package init(
            stack: String,
            name: String,
            kind: Kind,
            template: Template,
            stackParameters: [String: String] = [:],
            capabilities: [String] = [],
            tags: [String: String] = [:],
            roleARN: String? = nil
        ) {
            self.stack = stack
            self.name = name
            self.kind = kind
            self.template = template
            self.stackParameters = stackParameters
            self.capabilities = capabilities
            self.tags = tags
            self.roleARN = roleARN
        }

        /// The second of two equal calls finds the name taken.
        package var isIdempotent: Bool { false }

        package var parameters: [(name: String, value: String?)] {
            [
                ("StackName", stack), ("ChangeSetName", name), ("ChangeSetType", kind.rawValue),
                ("RoleARN", roleARN), template.parameter,
            ]
                + members(
                    "Parameters",
                    stackParameters.sorted { $0.key < $1.key }.map {
                        [("ParameterKey", $0.key), ("ParameterValue", $0.value)]
                    }
                )
                + members(
                    "Tags",
                    tags.sorted { $0.key < $1.key }.map { [("Key", $0.key), ("Value", $0.value)] }
                )
                + members("Capabilities", capabilities)
        }

        package func answer(_ result: XML) throws(UnexpectedAnswer) -> String {
            try result.text("Id")
        }
    }

    /// Does what a change set says.
    package struct ExecuteChangeSet: CloudFormationCall {
        package static let operation = "ExecuteChangeSet"

        /// A name, which needs a stack, or an ARN.
        package var changeSet: String
        package var stack: String?

        package init(changeSet: String, stack: String? = nil) {
            self.changeSet = changeSet
            self.stack = stack
        }

        package var isIdempotent: Bool { false }

        package var parameters: [(name: String, value: String?)] {
            [("ChangeSetName", changeSet), ("StackName", stack)]
        }

        package func answer(_ result: XML) {}
    }

    /// Forgets a change set.
    package struct DeleteChangeSet: CloudFormationCall {
        package static let operation = "DeleteChangeSet"

        /// A name, which needs a stack, or an ARN.
        package var changeSet: String
        package var stack: String?

        package init(changeSet: String, stack: String? = nil) {
            self.changeSet = changeSet
            self.stack = stack
        }

        package var isIdempotent: Bool { true }

        package var parameters: [(name: String, value: String?)] {
            [("ChangeSetName", changeSet), ("StackName", stack)]
        }

        package func answer(_ result: XML) {}
    }
}
