/// The account that every emulated resource belongs to.
package enum EmulatedAccount {
    package static let region = "us-east-1"
    package static let id = "000000000000"
    static let scope = "\(region):\(id)"
}

/// A resource of the template under the name and ARN it has in the emulated account.
struct EmulatedResource {
    let type: String
    let name: String
    /// Where the URLs of queues begin.
    var queueEndpointURL = "https://sqs.\(EmulatedAccount.region).amazonaws.com"

    /// The properties that give a resource its name, in the order they are looked for.
    static let nameProperties = [
        "FunctionName", "TableName", "QueueName", "TopicName", "BucketName", "RoleName", "Name",
    ]

    /// What `Ref` gives: the URL of a queue, the ARN of a topic, the name of anything else.
    var reference: String? {
        switch type {
        case "AWS::SQS::Queue": queueURL
        case "AWS::SNS::Topic": arn
        default: name
        }
    }

    /// Its URL where it is a queue.
    var queueURL: String { "\(queueEndpointURL)/\(EmulatedAccount.id)/\(name)" }

    /// `nil` for a type whose ARNs the emulator does not know.
    var arn: String? {
        switch type {
        case "AWS::Serverless::Function", "AWS::Lambda::Function":
            "arn:aws:lambda:\(EmulatedAccount.scope):function:\(name)"
        case "AWS::DynamoDB::Table", "AWS::Serverless::SimpleTable":
            "arn:aws:dynamodb:\(EmulatedAccount.scope):table/\(name)"
        case "AWS::SQS::Queue": "arn:aws:sqs:\(EmulatedAccount.scope):\(name)"
        case "AWS::SNS::Topic": "arn:aws:sns:\(EmulatedAccount.scope):\(name)"
        case "AWS::IAM::Role": "arn:aws:iam::\(EmulatedAccount.id):role/\(name)"
        case "AWS::S3::Bucket": "arn:aws:s3:::\(name)"
        default: nil
        }
    }
}
