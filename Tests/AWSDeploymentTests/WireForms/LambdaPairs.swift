import AWSClient
import TestServices

@testable import AWSDeployment

private let arn = "arn:aws:lambda:us-east-1:1:function:f:1/durable-execution/n/i"

let lambdaPairs = [
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
        LambdaAPI.DeleteAlias(function: "f", name: "live"),
        "lambda",
        "delete_alias",
        ["FunctionName": "f", "Name": "live"]
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
            statuses: ["RUNNING", "FAILED"],
            maximumItems: 10
        ),
        "lambda",
        "list_durable_executions_by_function",
        [
            "FunctionName": "f", "DurableExecutionName": "n", "Statuses": ["RUNNING", "FAILED"],
            "ReverseOrder": false, "MaxItems": .number(10),
        ]
    ),
    WirePair(
        LambdaAPI.StopDurableExecution(arn: arn, error: ["ErrorType": "T"]),
        "lambda",
        "stop_durable_execution",
        ["DurableExecutionArn": .string(arn), "Error": ["ErrorType": "T"]]
    ),
]
