import AWSClient
import TestServices
import Testing

@testable import AWSDeployment

@Suite struct `The wire form of a call that deploys` {
    @Test(arguments: [cloudFormationPairs, credentialsPairs, lambdaPairs, storagePairs])
    func `is the one boto3 sends`(pairs: [WirePair]) async throws {
        let differences = try await WirePair.differences(in: pairs)
        #expect(differences == [])
    }

    @Test func `is the one boto3 sends for a bucket elsewhere`() async throws {
        let pair = WirePair(
            S3.CreateBucket(bucket: "bucket", region: try Region("eu-central-1")),
            "s3",
            "create_bucket",
            [
                "Bucket": "bucket",
                "CreateBucketConfiguration": ["LocationConstraint": "eu-central-1"],
            ]
        )
        #expect(try await WirePair.differences(in: [pair]) == [])
    }
}

private let cloudFormationPairs = [
    WirePair(
        CloudFormation.CreateChangeSet(
            stack: "s",
            name: "n",
            kind: .create,
            template: .body("A: \"é&+ /\"\n"),
            stackParameters: ["b": "2", "a": "1 +"],
            capabilities: ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
            tags: ["t": "v"],
            roleARN: "arn:aws:iam::123456789012:role/r"
        ),
        "cloudformation",
        "create_change_set",
        [
            "StackName": "s", "ChangeSetName": "n", "ChangeSetType": "CREATE",
            "TemplateBody": "A: \"é&+ /\"\n", "RoleARN": "arn:aws:iam::123456789012:role/r",
            "Parameters": [
                ["ParameterKey": "a", "ParameterValue": "1 +"],
                ["ParameterKey": "b", "ParameterValue": "2"],
            ], "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
            "Tags": [["Key": "t", "Value": "v"]],
        ]
    ),
    WirePair(
        CloudFormation.DescribeChangeSet(changeSet: "n", stack: "s", nextToken: "t"),
        "cloudformation",
        "describe_change_set",
        ["ChangeSetName": "n", "StackName": "s", "NextToken": "t"]
    ),
    WirePair(
        CloudFormation.ExecuteChangeSet(changeSet: "n", stack: "s"),
        "cloudformation",
        "execute_change_set",
        ["ChangeSetName": "n", "StackName": "s"]
    ),
    WirePair(
        CloudFormation.DeleteChangeSet(changeSet: "n", stack: "s"),
        "cloudformation",
        "delete_change_set",
        ["ChangeSetName": "n", "StackName": "s"]
    ),
    WirePair(
        CloudFormation.DescribeStacks(stack: "s"),
        "cloudformation",
        "describe_stacks",
        ["StackName": "s"]
    ),
    WirePair(
        CloudFormation.DescribeStackEvents(stack: "s", nextToken: "t"),
        "cloudformation",
        "describe_stack_events",
        ["StackName": "s", "NextToken": "t"]
    ),
    WirePair(
        CloudFormation.DeleteStack(stack: "s"),
        "cloudformation",
        "delete_stack",
        ["StackName": "s"]
    ),
    WirePair(
        CloudFormation.ValidateTemplate(.url("https://example.com/t")),
        "cloudformation",
        "validate_template",
        ["TemplateURL": "https://example.com/t"]
    ),
    WirePair(
        CloudFormation.ListStackResources(stack: "s", nextToken: "t"),
        "cloudformation",
        "list_stack_resources",
        ["StackName": "s", "NextToken": "t"]
    ),
    WirePair(
        SNS.Publish(topicARN: "arn:aws:sns:us-east-1:1:t", message: "a b\n", subject: "s"),
        "sns",
        "publish",
        ["TopicArn": "arn:aws:sns:us-east-1:1:t", "Message": "a b\n", "Subject": "s"]
    ),
]

private let credentialsPairs = [
    WirePair(STS.GetCallerIdentity(), "sts", "get_caller_identity", [:]),
    WirePair(
        STS.AssumeRole(
            roleARN: "arn:aws:iam::123456789012:role/r",
            sessionName: "n1",
            externalID: "e1",
            duration: .seconds(900)
        ),
        "sts",
        "assume_role",
        [
            "RoleArn": "arn:aws:iam::123456789012:role/r", "RoleSessionName": "n1",
            "ExternalId": "e1", "DurationSeconds": .number(900),
        ]
    ),
    WirePair(
        STS.AssumeRoleWithWebIdentity(
            roleARN: "arn:aws:iam::123456789012:role/r",
            sessionName: "n1",
            token: "a.b+c/="
        ),
        "sts",
        "assume_role_with_web_identity",
        [
            "RoleArn": "arn:aws:iam::123456789012:role/r", "RoleSessionName": "n1",
            "WebIdentityToken": "a.b+c/=",
        ]
    ),
    WirePair(
        SSO.GetRoleCredentials(accountID: "1", roleName: "a/é b", accessToken: Secret("t")),
        "sso",
        "get_role_credentials",
        ["accountId": "1", "roleName": "a/é b", "accessToken": "t"]
    ),
    WirePair(
        SSOOIDC.CreateToken(
            clientID: "c",
            clientSecret: Secret("s"),
            refreshToken: Secret("r")
        ),
        "sso-oidc",
        "create_token",
        [
            "grantType": "refresh_token", "clientId": "c", "clientSecret": "s",
            "refreshToken": "r",
        ]
    ),
]

private let arn = "arn:aws:lambda:us-east-1:1:function:f:1/durable-execution/n/i"

private let lambdaPairs = [
    WirePair(
        LambdaAPI.CreateFunction(
            name: "f",
            code: .zip(Array("zip".utf8)),
            settings: .init(
                role: "arn:aws:iam::123456789012:role/r",
                handler: "h",
                timeout: .seconds(30),
                memoryMegabytes: 256,
                environment: ["A": "b"],
                description: "d",
                executionTimeout: .seconds(3_600),
                retentionDays: 7
            ),
            architecture: .arm64
        ),
        "lambda",
        "create_function",
        [
            "FunctionName": "f", "Runtime": "provided.al2023", "Handler": "h",
            "Role": "arn:aws:iam::123456789012:role/r", "Code": ["ZipFile": ["bytes": "zip"]],
            "Architectures": ["arm64"], "Timeout": .number(30), "MemorySize": .number(256),
            "Environment": ["Variables": ["A": "b"]], "Description": "d",
            "DurableConfig": [
                "ExecutionTimeout": .number(3_600), "RetentionPeriodInDays": .number(7),
            ],
        ]
    ),
    WirePair(
        LambdaAPI.UpdateFunctionCode(
            function: "f",
            code: .s3(bucket: "bbb", key: "k", version: "v"),
            publishes: true
        ),
        "lambda",
        "update_function_code",
        [
            "FunctionName": "f", "S3Bucket": "bbb", "S3Key": "k", "S3ObjectVersion": "v",
            "Publish": true,
        ]
    ),
    WirePair(
        LambdaAPI.UpdateFunctionConfiguration(
            function: "f",
            settings: .init(timeout: .seconds(3))
        ),
        "lambda",
        "update_function_configuration",
        ["FunctionName": "f", "Timeout": .number(3)]
    ),
    WirePair(
        LambdaAPI.GetFunction(function: "f", qualifier: "$LATEST"),
        "lambda",
        "get_function",
        ["FunctionName": "f", "Qualifier": "$LATEST"]
    ),
    WirePair(
        LambdaAPI.DeleteFunction(function: "f"),
        "lambda",
        "delete_function",
        ["FunctionName": "f"]
    ),
    WirePair(
        LambdaAPI.PublishVersion(function: "f", codeSHA256: "x", description: "d"),
        "lambda",
        "publish_version",
        ["FunctionName": "f", "CodeSha256": "x", "Description": "d"]
    ),
    WirePair(
        LambdaAPI.CreateAlias(function: "f", name: "live", version: "1"),
        "lambda",
        "create_alias",
        ["FunctionName": "f", "Name": "live", "FunctionVersion": "1"]
    ),
    WirePair(
        LambdaAPI.UpdateAlias(function: "f", name: "live", version: "2"),
        "lambda",
        "update_alias",
        ["FunctionName": "f", "Name": "live", "FunctionVersion": "2"]
    ),
    WirePair(
        LambdaAPI.AddPermission(
            function: "f",
            qualifier: "live",
            statementID: "s",
            principal: "scheduler.amazonaws.com",
            sourceARN: "arn:aws:s3:::b"
        ),
        "lambda",
        "add_permission",
        [
            "FunctionName": "f", "Qualifier": "live", "StatementId": "s",
            "Action": "lambda:InvokeFunction", "Principal": "scheduler.amazonaws.com",
            "SourceArn": "arn:aws:s3:::b",
        ]
    ),
    WirePair(
        LambdaAPI.PutFunctionRecursionConfig(function: "f", isAllowed: true),
        "lambda",
        "put_function_recursion_config",
        ["FunctionName": "f", "RecursiveLoop": "Allow"]
    ),
    WirePair(
        LambdaAPI.GetDurableExecution(arn: arn),
        "lambda",
        "get_durable_execution",
        ["DurableExecutionArn": .string(arn)]
    ),
    WirePair(
        LambdaAPI.GetDurableExecutionHistory(arn: arn, marker: "m"),
        "lambda",
        "get_durable_execution_history",
        [
            "DurableExecutionArn": .string(arn), "IncludeExecutionData": true, "Marker": "m",
            "ReverseOrder": false,
        ]
    ),
    WirePair(
        LambdaAPI.ListDurableExecutionsByFunction(
            function: "f",
            executionName: "n",
            status: "RUNNING"
        ),
        "lambda",
        "list_durable_executions_by_function",
        ["FunctionName": "f", "DurableExecutionName": "n", "Statuses": ["RUNNING"]]
    ),
    WirePair(
        LambdaAPI.StopDurableExecution(arn: arn, error: ["ErrorType": "T"]),
        "lambda",
        "stop_durable_execution",
        ["DurableExecutionArn": .string(arn), "Error": ["ErrorType": "T"]]
    ),
]

private let key = "a/b c/é+%/../x"

private let storagePairs = [
    WirePair(
        S3.CreateBucket(bucket: "bucket", region: .first),
        "s3",
        "create_bucket",
        ["Bucket": "bucket"]
    ),
    WirePair(
        S3.PutObject(
            bucket: "bucket",
            key: key,
            body: Array("é".utf8),
            contentType: "text/plain",
            metadata: ["a": "b"],
            onlyIfNew: true
        ),
        "s3",
        "put_object",
        [
            "Bucket": "bucket", "Key": .string(key), "Body": ["bytes": "é"],
            "ContentType": "text/plain", "Metadata": ["a": "b"], "IfNoneMatch": "*",
        ]
    ),
    WirePair(
        S3.GetObject(bucket: "bucket", key: key),
        "s3",
        "get_object",
        ["Bucket": "bucket", "Key": .string(key)]
    ),
    WirePair(
        S3.HeadObject(bucket: "bucket", key: key),
        "s3",
        "head_object",
        ["Bucket": "bucket", "Key": .string(key)]
    ),
    WirePair(
        S3.DeleteObject(bucket: "bucket", key: key),
        "s3",
        "delete_object",
        ["Bucket": "bucket", "Key": .string(key)]
    ),
    WirePair(
        S3.CreateMultipartUpload(bucket: "bucket", key: "k"),
        "s3",
        "create_multipart_upload",
        ["Bucket": "bucket", "Key": "k", "ContentType": "application/octet-stream"]
    ),
    WirePair(
        S3.UploadPart(bucket: "bucket", key: "k", uploadID: "u/+", number: 2, body: [97]),
        "s3",
        "upload_part",
        [
            "Bucket": "bucket", "Key": "k", "UploadId": "u/+", "PartNumber": .number(2),
            "Body": ["bytes": "a"],
        ]
    ),
    WirePair(
        S3.CompleteMultipartUpload(
            bucket: "bucket",
            key: "k",
            uploadID: "u",
            parts: [.init(number: 2, entityTag: "\"y\""), .init(number: 1, entityTag: "\"x\"")]
        ),
        "s3",
        "complete_multipart_upload",
        [
            "Bucket": "bucket", "Key": "k", "UploadId": "u",
            "MultipartUpload": [
                "Parts": [
                    ["ETag": "\"x\"", "PartNumber": .number(1)],
                    ["ETag": "\"y\"", "PartNumber": .number(2)],
                ]
            ],
        ]
    ),
    WirePair(
        S3.AbortMultipartUpload(bucket: "bucket", key: "k", uploadID: "u"),
        "s3",
        "abort_multipart_upload",
        ["Bucket": "bucket", "Key": "k", "UploadId": "u"]
    ),
]
