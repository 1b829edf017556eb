/// A service of AWS, under the names that its protocol gives it.
package struct AWSService: Sendable, Hashable {
    /// The name people know: `DynamoDB`.
    package let name: String
    /// The name in signatures, and the first label of its host names: `dynamodb`.
    package let hostName: String
    /// What precedes the operation's name in `X-Amz-Target`: `DynamoDB_20120810`.
    package let targetPrefix: String
    /// Whether its ordinary endpoints in the government's regions are validated ones already.
    let isPlainlyFIPSInGovernment: Bool

    package init(
        name: String,
        hostName: String,
        targetPrefix: String = "",
        isPlainlyFIPSInGovernment: Bool = false
    ) {
        self.name = name
        self.hostName = hostName
        self.targetPrefix = targetPrefix
        self.isPlainlyFIPSInGovernment = isPlainlyFIPSInGovernment
    }

    /// The end of the settings that concern this service only: `DYNAMODB`.
    var settingName: String {
        String(name.uppercased().map { $0 == " " ? "_" : $0 })
    }
}

extension AWSService {
    package static let dynamoDB = AWSService(
        name: "DynamoDB",
        hostName: "dynamodb",
        targetPrefix: "DynamoDB_20120810",
        isPlainlyFIPSInGovernment: true
    )
    package static let sqs = AWSService(
        name: "SQS",
        hostName: "sqs",
        targetPrefix: "AmazonSQS",
        isPlainlyFIPSInGovernment: true
    )
    package static let lambda = AWSService(name: "Lambda", hostName: "lambda")
    package static let scheduler = AWSService(name: "Scheduler", hostName: "scheduler")
    package static let sns = AWSService(
        name: "SNS",
        hostName: "sns",
        isPlainlyFIPSInGovernment: true
    )
    package static let s3 = AWSService(name: "S3", hostName: "s3")
    package static let sts = AWSService(
        name: "STS",
        hostName: "sts",
        isPlainlyFIPSInGovernment: true
    )
    package static let sso = AWSService(
        name: "SSO",
        hostName: "portal.sso",
        isPlainlyFIPSInGovernment: true
    )
    package static let ssoOIDC = AWSService(
        name: "SSO OIDC",
        hostName: "oidc",
        isPlainlyFIPSInGovernment: true
    )
    package static let cloudFormation = AWSService(
        name: "CloudFormation",
        hostName: "cloudformation",
        isPlainlyFIPSInGovernment: true
    )
}

extension AWSService {
    /// Signs requests to this service, by the rules it has.
    func signer(in region: Region, keys: SigningKeyCache) -> Signer {
        var signer = Signer(service: hostName, region: region, keys: keys)
        if self == .s3 {
            signer.pathRule = .asSent
            signer.payloadRule = .declared
        }
        return signer
    }
}
