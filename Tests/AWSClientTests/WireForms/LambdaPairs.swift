import TestServices

@testable import AWSClient

private let arn = "arn:aws:lambda:us-east-1:1:function:f:$LATEST/durable-execution/n/i"
private let token = "dG9r+/="

let lambdaPairs = [
    WirePair(
        LambdaAPI.Invoke(
            function: "arn:aws:lambda:us-east-1:1:function:f",
            qualifier: "$LATEST",
            payload: Array("{}".utf8),
            kind: .event,
            durableExecutionName: "n-1"
        ),
        "lambda",
        "invoke",
        [
            "FunctionName": "arn:aws:lambda:us-east-1:1:function:f", "Qualifier": "$LATEST",
            "Payload": ["bytes": "{}"], "InvocationType": "Event", "DurableExecutionName": "n-1",
        ]
    ),
    WirePair(
        LambdaAPI.CheckpointDurableExecution(
            arn: arn,
            body: Array(#"{"CheckpointToken":"\#(token)","ClientToken":"c"}"#.utf8),
            isIdempotent: true
        ),
        "lambda",
        "checkpoint_durable_execution",
        [
            "DurableExecutionArn": .string(arn), "CheckpointToken": .string(token),
            "ClientToken": "c",
        ]
    ),
    WirePair(
        LambdaAPI.GetDurableExecutionState(
            arn: arn,
            checkpointToken: token,
            marker: "m/",
            maximumItems: 5
        ),
        "lambda",
        "get_durable_execution_state",
        [
            "DurableExecutionArn": .string(arn), "CheckpointToken": .string(token),
            "Marker": "m/", "MaxItems": .number(5),
        ]
    ),
    WirePair(
        LambdaAPI.SendDurableExecutionCallbackSuccess(callbackID: token, result: Array("1".utf8)),
        "lambda",
        "send_durable_execution_callback_success",
        ["CallbackId": .string(token), "Result": ["bytes": "1"]]
    ),
    WirePair(
        LambdaAPI.SendDurableExecutionCallbackFailure(
            callbackID: token,
            error: Array(#"{"ErrorType":"T"}"#.utf8)
        ),
        "lambda",
        "send_durable_execution_callback_failure",
        ["CallbackId": .string(token), "Error": ["ErrorType": "T"]]
    ),
    WirePair(
        LambdaAPI.SendDurableExecutionCallbackHeartbeat(callbackID: token),
        "lambda",
        "send_durable_execution_callback_heartbeat",
        ["CallbackId": .string(token)]
    ),
]
