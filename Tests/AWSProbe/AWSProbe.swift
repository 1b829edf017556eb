import AWSClient
import AWSDeployment
import HTTPTransport
import TestServices

/// Calls every service under its real host name and says, line by line, what came of it.
///
/// For a network in which those names lead to a stand-in on the same machine.
@main struct AWSProbe {
    static func main() async throws {
        let http = HTTPClient()
        let region = Region.first
        let root = AWSClient(
            credentials: Credentials(accessKeyID: "test", secretAccessKey: "test"),
            region: region,
            http: http
        )
        let aws = AWSClient(
            credentials: try await IAM.makeAdministrator(with: root),
            region: region,
            http: http
        )
        let table = DynamoDB.CreateTable(table: "probe", partitionKey: "PK")
        await say("dynamodb") { try await aws.send(table).status }
        await say("sqs") { try await aws.send(SQS.CreateQueue(name: "probe")) }
        await say("scheduler") { try await aws.send(Scheduler.GetSchedule(name: "none")).name }
        await say("lambda") {
            try await aws.send(LambdaAPI.GetFunction(function: "none")).configuration.name
        }
        await say("sts") { try await aws.send(STS.GetCallerIdentity()).arn }
        await say("sns") {
            try await aws.send(SNS.Publish(topicARN: "arn:aws:sns:us-east-1:1:none", message: "m"))
        }
        await say("cloudformation") {
            try await aws.send(CloudFormation.DescribeStacks(stack: "none")).stacks.first?.name
                ?? ""
        }
        await say("s3") {
            try await aws.send(S3.CreateBucket(bucket: "probe", region: region))
            let put = S3.PutObject(bucket: "probe", key: "a/é", body: Array("text".utf8))
            _ = try await aws.send(put)
            let object = try await aws.send(S3.GetObject(bucket: "probe", key: "a/é"))
            return String(decoding: object.body, as: UTF8.self)
        }
    }

    /// What the call brings, or the code of the service's refusal, which proves as well that it came
    /// through.
    private static func say(_ service: String, _ call: () async throws -> String) async {
        do {
            print(service, try await call())
        } catch let error as AWSError where error.status != nil {
            print(service, "refused:", error.code.rawValue)
        } catch {
            print(service, "failed:", error)
        }
    }
}
