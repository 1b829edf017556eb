extension SampleEvent {
    static let dynamoDB = [
        SampleEvent(
            service: "dynamodb",
            name: "modify",
            summary: "an item has changed",
            json: """
                {
                  "Records": [
                    {
                      "eventID": "f07f8ca4b0b26cb9c4e5e77e69f274ee",
                      "eventName": "MODIFY",
                      "eventVersion": "1.1",
                      "eventSource": "aws:dynamodb",
                      "awsRegion": "eu-central-1",
                      "dynamodb": {
                        "ApproximateCreationDateTime": 1773479226,
                        "Keys": { "order": { "S": "A-1042" } },
                        "NewImage": {
                          "order": { "S": "A-1042" },
                          "cents": { "N": "5980" },
                          "paid": { "BOOL": true },
                          "note": { "NULL": true },
                          "tags": { "SS": ["gift", "tea"] },
                          "ratings": { "NS": ["4.5", "5"] },
                          "signature": { "B": "c2lnbmVk" },
                          "scans": { "BS": ["cGFnZTE=", "cGFnZTI="] },
                          "items": { "L": [{ "M": { "sku": { "S": "tea" }, "quantity": { "N": "2" } } }] }
                        },
                        "OldImage": { "order": { "S": "A-1042" }, "cents": { "N": "5980" }, "paid": { "BOOL": false } },
                        "SequenceNumber": "400000000000012345678901",
                        "SizeBytes": 187,
                        "StreamViewType": "NEW_AND_OLD_IMAGES"
                      },
                      "eventSourceARN": "arn:aws:dynamodb:eu-central-1:123456789012:table/orders/stream/2026-01-05T08:00:00.000"
                    }
                  ]
                }
                """
        ),
        SampleEvent(
            service: "dynamodb",
            name: "expire",
            summary: "an item has outlived its time to live",
            json: """
                {
                  "Records": [
                    {
                      "eventID": "a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4",
                      "eventName": "REMOVE",
                      "eventVersion": "1.1",
                      "eventSource": "aws:dynamodb",
                      "awsRegion": "eu-central-1",
                      "dynamodb": {
                        "ApproximateCreationDateTime": 1773479226,
                        "Keys": { "session": { "S": "7f3a9c" } },
                        "OldImage": { "session": { "S": "7f3a9c" }, "expires": { "N": "1773475200" } },
                        "SequenceNumber": "400000000000012345678902",
                        "SizeBytes": 61,
                        "StreamViewType": "NEW_AND_OLD_IMAGES"
                      },
                      "userIdentity": { "type": "Service", "principalId": "dynamodb.amazonaws.com" },
                      "eventSourceARN": "arn:aws:dynamodb:eu-central-1:123456789012:table/sessions/stream/2026-01-05T08:00:00.000"
                    }
                  ]
                }
                """
        ),
    ]

    static let kinesis = [
        SampleEvent(
            service: "kinesis",
            name: "records",
            summary: "records of a data stream",
            json: """
                {
                  "Records": [
                    {
                      "kinesis": {
                        "kinesisSchemaVersion": "1.0",
                        "partitionKey": "greenhouse-3",
                        "sequenceNumber": "49668899125013471650937250861204931741987520948571144194",
                        "data": "eyJzZW5zb3IiOiJncmVlbmhvdXNlLTMiLCJjZWxzaXVzIjoyMS41fQ==",
                        "approximateArrivalTimestamp": 1773479226.123,
                        "encryptionType": "KMS"
                      },
                      "eventSource": "aws:kinesis",
                      "eventVersion": "1.0",
                      "eventID": "shardId-000000000000:49668899125013471650937250861204931741987520948571144194",
                      "eventName": "aws:kinesis:record",
                      "invokeIdentityArn": "arn:aws:iam::123456789012:role/sensors",
                      "awsRegion": "eu-central-1",
                      "eventSourceARN": "arn:aws:kinesis:eu-central-1:123456789012:stream/sensors"
                    }
                  ]
                }
                """
        )
    ]

    static let firehose = [
        SampleEvent(
            service: "firehose",
            name: "transformation",
            summary: "records that a Firehose stream wants transformed",
            json: """
                {
                  "invocationId": "1c2b3a49-5867-4756-8493-a2b1c0d9e8f7",
                  "deliveryStreamArn": "arn:aws:firehose:eu-central-1:123456789012:deliverystream/visits",
                  "sourceKinesisStreamArn": "arn:aws:kinesis:eu-central-1:123456789012:stream/visits",
                  "region": "eu-central-1",
                  "records": [
                    {
                      "recordId": "49668899125013471650937250861204931741987520948571144194000000",
                      "approximateArrivalTimestamp": 1773479226123,
                      "data": "eyJwYWdlIjoiL3ByaWNpbmciLCJtcyI6MTgyfQ==",
                      "kinesisRecordMetadata": {
                        "sequenceNumber": "49668899125013471650937250861204931741987520948571144194",
                        "subsequenceNumber": "0",
                        "partitionKey": "/pricing",
                        "shardId": "shardId-000000000000",
                        "approximateArrivalTimestamp": 1773479226101
                      }
                    }
                  ]
                }
                """
        )
    ]

    static let cloudWatchLogs = [
        SampleEvent(
            service: "cloudwatch",
            name: "logs",
            summary: "lines of a log group, packed",
            json: """
                {
                  "awslogs": {
                    "data": "\(packedLines)"
                  }
                }
                """
        )
    ]

    private static let packedLines =
        "H4sIAAAAAAAAA52QT0vEMBDFv0oJHheaTNL82VvBugiK0PYmi6RNuha3m5qkLrLsdzereBH04G14v+G9N3NCkw1B72z7"
        + "Plu0RtdlWz7dV01Tbiq0Qu54sD7JBCgruJAKE0jy3u023i1zIrk+hnyvp87oPDy7+Ys20Vs9JQwYeI5pTlj+eHVXtlXT"
        + "brEmHfTUMFsMHAsiQVHNuqLnRlg5qGQRli70fpzj6A434z5aH9D6EVnvXZq2nxnVmz3Ei3xCo0lRVEp68cKEQcExJUxg"
        + "BZxhKiRRVAAvGAYqOAEmiUgpcUzHRz2lO4gQlAkFkChdfT8luVZ1/VBntX1d0uqtWWdyKAztic7cEjM3ZCG6/gWdV/9q"
        + "IX9roRj+swXrhFUG8I8W2/MH5sdlNtEBAAA="
}
