import TestServices

@testable import AWSClient

let dynamoDBPairs = [
    WirePair(
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
    WirePair(
        DynamoDB.GetItem(table: "t", key: ["PK": "a"], projection: "\(name: "x")"),
        "dynamodb",
        "get_item",
        [
            "TableName": "t", "Key": ["PK": ["S": "a"]], "ConsistentRead": true,
            "ProjectionExpression": "#n0", "ExpressionAttributeNames": ["#n0": "x"],
            "ReturnConsumedCapacity": "TOTAL",
        ]
    ),
    WirePair(
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
    WirePair(
        DynamoDB.DeleteItem(table: "t", key: ["PK": "a"], condition: "attribute_exists(PK)"),
        "dynamodb",
        "delete_item",
        [
            "TableName": "t", "Key": ["PK": ["S": "a"]],
            "ConditionExpression": "attribute_exists(PK)", "ReturnConsumedCapacity": "TOTAL",
        ]
    ),
    WirePair(
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
    WirePair(
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
    WirePair(
        DynamoDB.Scan(
            table: "t",
            index: "index",
            filter: "x = \("b")",
            limit: 3,
            start: ["PK": "a"]
        ),
        "dynamodb",
        "scan",
        [
            "TableName": "t", "IndexName": "index", "FilterExpression": "x = :v0",
            "ExpressionAttributeValues": [":v0": ["S": "b"]], "Limit": .number(3),
            "ConsistentRead": false, "ExclusiveStartKey": ["PK": ["S": "a"]],
            "ReturnConsumedCapacity": "TOTAL",
        ]
    ),
    WirePair(
        DynamoDB.BatchGetItem(
            table: "t",
            keys: [["PK": "a"], ["PK": "b"]],
            projection: "\(name: "x")"
        ),
        "dynamodb",
        "batch_get_item",
        [
            "RequestItems": [
                "t": [
                    "Keys": [["PK": ["S": "a"]], ["PK": ["S": "b"]]], "ConsistentRead": true,
                    "ProjectionExpression": "#n0", "ExpressionAttributeNames": ["#n0": "x"],
                ]
            ], "ReturnConsumedCapacity": "TOTAL",
        ]
    ),
    WirePair(
        DynamoDB.TransactWriteItems(
            [
                .put(.init(table: "t", item: ["PK": "a"], condition: "attribute_not_exists(PK)")),
                .update(
                    .init(
                        table: "t",
                        key: ["PK": "b"],
                        update: "SET x = \(1)",
                        returnValues: .allNew
                    )
                ),
                .delete(.init(table: "t", key: ["PK": "c"])),
                .check(
                    table: "t",
                    key: ["PK": "d"],
                    condition: "attribute_exists(PK)",
                    returnsItemOnFailure: true
                ),
            ],
            token: "token"
        ),
        "dynamodb",
        "transact_write_items",
        [
            "TransactItems": [
                [
                    "Put": [
                        "TableName": "t", "Item": ["PK": ["S": "a"]],
                        "ConditionExpression": "attribute_not_exists(PK)",
                    ]
                ],
                [
                    "Update": [
                        "TableName": "t", "Key": ["PK": ["S": "b"]],
                        "UpdateExpression": "SET x = :v0",
                        "ExpressionAttributeValues": [":v0": ["N": "1"]],
                    ]
                ],
                ["Delete": ["TableName": "t", "Key": ["PK": ["S": "c"]]]],
                [
                    "ConditionCheck": [
                        "TableName": "t", "Key": ["PK": ["S": "d"]],
                        "ConditionExpression": "attribute_exists(PK)",
                        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
                    ]
                ],
            ], "ClientRequestToken": "token", "ReturnConsumedCapacity": "TOTAL",
        ]
    ),
    WirePair(
        DynamoDB.TransactGetItems([
            .init(table: "t", key: ["PK": "a"], projection: "\(name: "x")"),
            .init(table: "u", key: ["PK": "b"]),
        ]),
        "dynamodb",
        "transact_get_items",
        [
            "TransactItems": [
                [
                    "Get": [
                        "TableName": "t", "Key": ["PK": ["S": "a"]],
                        "ProjectionExpression": "#n0", "ExpressionAttributeNames": ["#n0": "x"],
                    ]
                ],
                ["Get": ["TableName": "u", "Key": ["PK": ["S": "b"]]]],
            ], "ReturnConsumedCapacity": "TOTAL",
        ]
    ),
    WirePair(
        DynamoDB.CreateTable(
            table: "t",
            partitionKey: "PK",
            sortKey: "SK",
            indexes: [
                .init(name: "idx", partitionKey: "x", sortKey: "SK", projection: .include(["y"]))
            ]
        ),
        "dynamodb",
        "create_table",
        [
            "TableName": "t", "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [
                ["AttributeName": "PK", "AttributeType": "S"],
                ["AttributeName": "SK", "AttributeType": "S"],
                ["AttributeName": "x", "AttributeType": "S"],
            ],
            "KeySchema": [
                ["AttributeName": "PK", "KeyType": "HASH"],
                ["AttributeName": "SK", "KeyType": "RANGE"],
            ],
            "GlobalSecondaryIndexes": [
                [
                    "IndexName": "idx",
                    "KeySchema": [
                        ["AttributeName": "x", "KeyType": "HASH"],
                        ["AttributeName": "SK", "KeyType": "RANGE"],
                    ],
                    "Projection": ["ProjectionType": "INCLUDE", "NonKeyAttributes": ["y"]],
                ]
            ],
        ]
    ),
    WirePair(
        DynamoDB.DescribeTable(table: "t"),
        "dynamodb",
        "describe_table",
        ["TableName": "t"]
    ),
    WirePair(
        DynamoDB.UpdateTimeToLive(table: "t", attribute: "ttl"),
        "dynamodb",
        "update_time_to_live",
        [
            "TableName": "t",
            "TimeToLiveSpecification": ["AttributeName": "ttl", "Enabled": true],
        ]
    ),
    WirePair(
        DynamoDB.DeleteTable(table: "t"),
        "dynamodb",
        "delete_table",
        ["TableName": "t"]
    ),
]
