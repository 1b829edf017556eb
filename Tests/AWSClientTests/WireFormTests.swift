import Foundation
import HTTPTransport
import Testing

@testable import AWSClient

@Suite struct `A call's wire form` {
    @Test func `is the one boto3 sends`() async throws {
        let questions = pairs.map { String(decoding: $0.boto3.bytes, as: UTF8.self) }
        let theirs = try await Oracle("wire").answers(toLines: questions)
            .map { try JSON(parsing: Array($0.utf8)) }
        try #require(theirs.count == pairs.count)
        for (pair, request) in zip(pairs, theirs) { try expect(pair.ours, toBe: request) }
    }

    private func expect(_ ours: HTTPRequest, toBe theirs: JSON) throws {
        #expect(ours.method == theirs["method"]?.string)
        let url = try #require(theirs["url"]?.string)
        #expect(parts(of: "http://127.0.0.1:1\(ours.target)") == parts(of: url))
        let body = try #require(theirs["body"]?.string)
        #expect(try meaning(ours.body) == meaning(Array(body.utf8)), "\(ours.target)")
        let fields = try #require(theirs["fields"]?.object)
        if let type = fields["content-type"]?.string {
            #expect(ours.fields["Content-Type"] == type)
        }
        for name in ["X-Amz-Target", "X-Amz-Invocation-Type", "X-Amz-Durable-Execution-Name"] {
            #expect(ours.fields[name] == fields[name.lowercased()]?.string)
        }
    }

    /// What precedes the query, and the query's parameters in whatever order.
    private func parts(of url: String) -> Set<String> {
        Set(url.components(separatedBy: ["?", "&"]))
    }

    private func meaning(_ body: [UInt8]) throws -> JSON? {
        body.isEmpty ? nil : try JSON(parsing: body)
    }
}

private struct Pair: Sendable {
    let ours: HTTPRequest
    let boto3: JSON

    init(_ ours: some AWSCall, _ service: String, _ operation: String, _ parameters: JSON) {
        self.ours = ours.request
        boto3 = [.string(service), .string(operation), parameters]
    }
}

private let arn = "arn:aws:lambda:us-east-1:1:function:f:$LATEST/durable-execution/n/i"
private let token = "dG9r+/="

private let pairs = [
    Pair(
        DynamoDB.PutItem(
            table: "t",
            item: [
                "PK": "a", "N": 1, "B": .binary(Array("xyz".utf8)), "L": .list([.null, true]),
                "M": .map(["S": .stringSet(["x"])]), "BS": .binarySet([Array("xyz".utf8)]),
            ],
            condition: "attribute_not_exists(\(name: "SK")) OR \(name: "x") = \("y")",
            returnsItemOnFailure: true
        ),
        "dynamodb",
        "put_item",
        [
            "TableName": "t",
            "Item": [
                "PK": ["S": "a"], "N": ["N": "1"], "B": ["B": ["bytes": "xyz"]],
                "L": ["L": [["NULL": true], ["BOOL": true]]], "M": ["M": ["S": ["SS": ["x"]]]],
                "BS": ["BS": [["bytes": "xyz"]]],
            ],
            "ConditionExpression": "attribute_not_exists(#n0) OR #n1 = :v0",
            "ExpressionAttributeNames": ["#n0": "SK", "#n1": "x"],
            "ExpressionAttributeValues": [":v0": ["S": "y"]],
            "ReturnConsumedCapacity": "TOTAL",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        ]
    ),
    Pair(
        DynamoDB.GetItem(table: "t", key: ["PK": "a"], projection: "\(name: "x")"),
        "dynamodb",
        "get_item",
        [
            "TableName": "t", "Key": ["PK": ["S": "a"]], "ConsistentRead": true,
            "ProjectionExpression": "#n0", "ExpressionAttributeNames": ["#n0": "x"],
            "ReturnConsumedCapacity": "TOTAL",
        ]
    ),
    Pair(
        DynamoDB.UpdateItem(
            table: "t",
            key: ["PK": "a"],
            update: "SET \(name: "x") = \(1)",
            condition: "x = \(2)",
            returnValues: .allNew
        ),
        "dynamodb",
        "update_item",
        [
            "TableName": "t", "Key": ["PK": ["S": "a"]], "UpdateExpression": "SET #n0 = :v0",
            "ConditionExpression": "x = :v1", "ExpressionAttributeNames": ["#n0": "x"],
            "ExpressionAttributeValues": [":v0": ["N": "1"], ":v1": ["N": "2"]],
            "ReturnValues": "ALL_NEW", "ReturnConsumedCapacity": "TOTAL",
        ]
    ),
    Pair(
        DynamoDB.DeleteItem(table: "t", key: ["PK": "a"], condition: "attribute_exists(PK)"),
        "dynamodb",
        "delete_item",
        [
            "TableName": "t", "Key": ["PK": ["S": "a"]],
            "ConditionExpression": "attribute_exists(PK)", "ReturnConsumedCapacity": "TOTAL",
        ]
    ),
    Pair(
        DynamoDB.Query(
            table: "t",
            index: "index",
            keyCondition: "PK = \("a")",
            filter: "x = \("b")",
            projection: "SK",
            isForward: false,
            limit: 3,
            isConsistent: false,
            start: ["PK": "a"]
        ),
        "dynamodb",
        "query",
        [
            "TableName": "t", "IndexName": "index", "KeyConditionExpression": "PK = :v0",
            "FilterExpression": "x = :v1", "ProjectionExpression": "SK",
            "ExpressionAttributeValues": [":v0": ["S": "a"], ":v1": ["S": "b"]],
            "ScanIndexForward": false, "Limit": .number(3), "ConsistentRead": false,
            "ExclusiveStartKey": ["PK": ["S": "a"]], "ReturnConsumedCapacity": "TOTAL",
        ]
    ),
    Pair(
        DynamoDB.BatchWriteItem(
            table: "t",
            writes: [.put(["PK": "a"]), .delete(key: ["PK": "b"])]
        ),
        "dynamodb",
        "batch_write_item",
        [
            "RequestItems": [
                "t": [
                    ["PutRequest": ["Item": ["PK": ["S": "a"]]]],
                    ["DeleteRequest": ["Key": ["PK": ["S": "b"]]]],
                ]
            ], "ReturnConsumedCapacity": "TOTAL",
        ]
    ),
    Pair(
        SQS.SendMessage(queueURL: "http://127.0.0.1:1/0/q", body: "b", delay: .seconds(5)),
        "sqs",
        "send_message",
        ["QueueUrl": "http://127.0.0.1:1/0/q", "MessageBody": "b", "DelaySeconds": .number(5)]
    ),
    Pair(
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
    Pair(
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
    Pair(
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
    Pair(
        LambdaAPI.SendDurableExecutionCallbackSuccess(callbackID: token, result: Array("1".utf8)),
        "lambda",
        "send_durable_execution_callback_success",
        ["CallbackId": .string(token), "Result": ["bytes": "1"]]
    ),
    Pair(
        LambdaAPI.SendDurableExecutionCallbackFailure(
            callbackID: token,
            error: Array(#"{"ErrorType":"T"}"#.utf8)
        ),
        "lambda",
        "send_durable_execution_callback_failure",
        ["CallbackId": .string(token), "Error": ["ErrorType": "T"]]
    ),
]
