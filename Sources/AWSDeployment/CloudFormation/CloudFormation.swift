package import AWSClient

/// The calls of CloudFormation that deploying needs.
///
/// Source: AWS CloudFormation API reference.
package enum CloudFormation {
    /// A template: its text, up to 51,200 bytes, or where it lies in S3.
    package enum Template: Sendable, Hashable {
        case body(String)
        case url(String)
    }
}

/// A call of CloudFormation.
package protocol CloudFormationCall: QueryCall {}

extension CloudFormationCall {
    package static var service: AWSService { .cloudFormation }
    package static var version: String { "2010-05-15" }
}

extension CloudFormation.Template {
    var parameter: (name: String, value: String?) {
        switch self {
        case .body(let text): ("TemplateBody", text)
        case .url(let url): ("TemplateURL", url)
        }
    }
}
