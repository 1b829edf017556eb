extension SampleEvent {
    static let ses = [
        SampleEvent(
            service: "ses",
            name: "mail",
            summary: "a mail was received",
            json: """
                {
                  "Records": [
                    {
                      "eventSource": "aws:ses",
                      "eventVersion": "1.0",
                      "ses": {
                        "mail": {
                          "timestamp": "2026-03-14T09:07:06.123Z",
                          "source": "ada@example.com",
                          "messageId": "o3vrnil0e2ic28trm7dfhrc2v0clambda4nbp0g1",
                          "destination": ["orders@example.org"],
                          "headersTruncated": false,
                          "headers": [
                            { "name": "From", "value": "Ada <ada@example.com>" },
                            { "name": "To", "value": "orders@example.org" },
                            { "name": "Subject", "value": "Order A-1042" }
                          ],
                          "commonHeaders": {
                            "date": "Sat, 14 Mar 2026 10:07:05 +0100",
                            "from": ["Ada <ada@example.com>"],
                            "messageId": "<a1042@example.com>",
                            "returnPath": "ada@example.com",
                            "replyTo": ["ada@example.com"],
                            "cc": ["grace@example.com"],
                            "subject": "Order A-1042",
                            "to": ["orders@example.org"]
                          }
                        },
                        "receipt": {
                          "timestamp": "2026-03-14T09:07:06.123Z",
                          "processingTimeMillis": 574,
                          "recipients": ["orders@example.org"],
                          "spamVerdict": { "status": "PASS" },
                          "virusVerdict": { "status": "PASS" },
                          "spfVerdict": { "status": "GRAY" },
                          "dkimVerdict": { "status": "PASS" },
                          "dmarcVerdict": { "status": "FAIL" },
                          "dmarcPolicy": "quarantine",
                          "action": {
                            "type": "Lambda",
                            "functionArn": "arn:aws:lambda:eu-central-1:123456789012:function:orders",
                            "invocationType": "RequestResponse",
                            "topicArn": "arn:aws:sns:eu-central-1:123456789012:mail"
                          }
                        }
                      }
                    }
                  ]
                }
                """
        )
    ]
}
