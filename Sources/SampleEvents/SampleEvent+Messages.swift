extension SampleEvent {
    static let sqs = [
        SampleEvent(
            service: "sqs",
            name: "messages",
            summary: "messages of a queue; the second cannot be read as an order",
            json: """
                {
                  "Records": [
                    {
                      "messageId": "2f1e0d9c-8b7a-4695-8473-6251403f2e1d",
                      "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
                      "body": "{\\"order\\":\\"A-1042\\",\\"email\\":\\"ada@example.com\\",\\"cents\\":5980}",
                      "attributes": {
                        "ApproximateReceiveCount": "1",
                        "SentTimestamp": "1773479226123",
                        "SenderId": "AROACKCEVSQ6C2EXAMPLE:shop",
                        "ApproximateFirstReceiveTimestamp": "1773479226161",
                        "AWSTraceHeader": "Root=1-67d3f1a2-5b0c6e7d8f9a0b1c2d3e4f50;Sampled=1"
                      },
                      "messageAttributes": {
                        "source": {
                          "stringValue": "shop",
                          "stringListValues": [],
                          "binaryListValues": [],
                          "dataType": "String"
                        }
                      },
                      "md5OfBody": "4b000517e29c19945dab39d210069285",
                      "eventSource": "aws:sqs",
                      "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:orders",
                      "awsRegion": "eu-central-1"
                    },
                    {
                      "messageId": "7c6b5a49-3827-4160-9f8e-7d6c5b4a3928",
                      "receiptHandle": "AQEBzWwaftRI0KuVm4tP+/7q1rGgNqicHq",
                      "body": "not an order",
                      "attributes": {
                        "ApproximateReceiveCount": "3",
                        "SentTimestamp": "1773479206001",
                        "SenderId": "AROACKCEVSQ6C2EXAMPLE:shop",
                        "ApproximateFirstReceiveTimestamp": "1773479206044"
                      },
                      "messageAttributes": {},
                      "md5OfBody": "f64a55db58045e2e353cc15091afce62",
                      "eventSource": "aws:sqs",
                      "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:orders",
                      "awsRegion": "eu-central-1"
                    }
                  ]
                }
                """
        ),
        SampleEvent(
            service: "sqs",
            name: "fifo-message",
            summary: "a message of a FIFO queue",
            json: """
                {
                  "Records": [
                    {
                      "messageId": "11d6ee51-4cc7-4302-9e22-7cd8afdaadf5",
                      "receiptHandle": "AQEBBX8nesZEXmkhsmZeyIE8iQAMig7qw1",
                      "body": "{\\"order\\":\\"A-1042\\",\\"email\\":\\"ada@example.com\\",\\"cents\\":5980}",
                      "attributes": {
                        "ApproximateReceiveCount": "1",
                        "SentTimestamp": "1773479226123",
                        "SequenceNumber": "18892385409178624000",
                        "MessageGroupId": "customer-17",
                        "SenderId": "AROACKCEVSQ6C2EXAMPLE:shop",
                        "MessageDeduplicationId": "A-1042",
                        "ApproximateFirstReceiveTimestamp": "1773479226130"
                      },
                      "messageAttributes": {},
                      "md5OfBody": "4b000517e29c19945dab39d210069285",
                      "eventSource": "aws:sqs",
                      "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:orders.fifo",
                      "awsRegion": "eu-central-1"
                    }
                  ]
                }
                """
        ),
    ]

    static let sns = [
        SampleEvent(
            service: "sns",
            name: "notification",
            summary: "a notification of a topic",
            json: """
                {
                  "Records": [
                    {
                      "EventSource": "aws:sns",
                      "EventVersion": "1.0",
                      "EventSubscriptionArn": "arn:aws:sns:eu-central-1:123456789012:prices:3e2d1c0b-9a8f-47e6-b5d4-c3b2a1908f7e",
                      "Sns": {
                        "Type": "Notification",
                        "MessageId": "0f1e2d3c-4b5a-5968-8776-95a4b3c2d1e0",
                        "TopicArn": "arn:aws:sns:eu-central-1:123456789012:prices",
                        "Subject": null,
                        "Message": "tea is 10 % cheaper",
                        "Timestamp": "2026-03-14T09:07:06.123Z",
                        "SignatureVersion": "1",
                        "Signature": "tcc6faL2yUC6dgZdmrwh1Y4cGa/ebXEk==",
                        "SigningCertUrl": "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0a1b2c.pem",
                        "UnsubscribeUrl": "https://sns.eu-central-1.amazonaws.com/?Action=Unsubscribe",
                        "MessageAttributes": { "product": { "Type": "String", "Value": "tea" } }
                      }
                    }
                  ]
                }
                """
        )
    ]
}
