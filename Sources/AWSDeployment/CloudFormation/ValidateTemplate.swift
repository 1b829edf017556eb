package import AWSClient

extension CloudFormation {
    /// Checks a template's form and tells what it asks for.
    package struct ValidateTemplate: CloudFormationCall {
        package static let operation = "ValidateTemplate"

        package var template: Template

        package init(_ template: Template) {
            self.template = template
        }

        package struct Answer: Sendable, Hashable {
            package let description: String?
            package let parameters: [String]
            /// What must be granted, such as `CAPABILITY_IAM`.
            package let capabilities: [String]
        }

        package var isIdempotent: Bool { true }
        package var parameters: [(name: String, value: String?)] { [template.parameter] }

        package func answer(_ result: XML) throws(UnexpectedAnswer) -> Answer {
            Answer(
                description: result["Description"]?.text,
                parameters: result.list("Parameters").compactMap { $0["ParameterKey"]?.text },
                capabilities: result.list("Capabilities").map(\.text)
            )
        }
    }
}
