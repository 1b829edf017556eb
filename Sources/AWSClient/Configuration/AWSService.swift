/// A service of AWS, under the names that its protocol gives it.
package struct AWSService: Sendable, Hashable {
    /// The name people know: `DynamoDB`.
    package let name: String
    /// The name in signatures, and the first label of its host names: `dynamodb`.
    package let hostName: String
    /// What precedes the operation's name in `X-Amz-Target`: `DynamoDB_20120810`.
    package let targetPrefix: String

    package init(name: String, hostName: String, targetPrefix: String = "") {
        self.name = name
        self.hostName = hostName
        self.targetPrefix = targetPrefix
    }

    /// The end of the settings that concern this service only: `DYNAMODB`.
    var settingName: String {
        name.uppercased()
    }
}

extension AWSService {
    package static let dynamoDB = AWSService(
        name: "DynamoDB",
        hostName: "dynamodb",
        targetPrefix: "DynamoDB_20120810"
    )
    package static let sqs = AWSService(name: "SQS", hostName: "sqs", targetPrefix: "AmazonSQS")
    package static let lambda = AWSService(name: "Lambda", hostName: "lambda")
}
