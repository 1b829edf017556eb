extension SampleEvent {
    static let eventBridge = [
        SampleEvent(
            service: "eventbridge",
            name: "event",
            summary: "an event of an application, on a bus",
            json: """
                {
                  "version": "0",
                  "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
                  "detail-type": "Order placed",
                  "source": "com.example.shop",
                  "account": "123456789012",
                  "time": "2026-03-14T09:07:06Z",
                  "region": "eu-central-1",
                  "resources": [],
                  "detail": { "order": "A-1042", "cents": 5980, "items": [{ "sku": "tea", "quantity": 2 }], "gift": false }
                }
                """
        ),
        SampleEvent(
            service: "eventbridge",
            name: "scheduled-rule",
            summary: "a rule with a schedule",
            json: """
                {
                  "version": "0",
                  "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
                  "detail-type": "Scheduled Event",
                  "source": "aws.events",
                  "account": "123456789012",
                  "time": "2026-03-14T09:00:00Z",
                  "region": "eu-central-1",
                  "resources": ["arn:aws:events:eu-central-1:123456789012:rule/nightly"],
                  "detail": {}
                }
                """
        ),
    ]

    static let scheduler = [
        SampleEvent(
            service: "scheduler",
            name: "schedule",
            summary: "a schedule of EventBridge Scheduler without an input of its own",
            json: """
                {
                  "version": "0",
                  "id": "27640704-b2cd-4b0a-8b6f-1a5ff1d2a9c3",
                  "detail-type": "Scheduled Event",
                  "source": "aws.scheduler",
                  "account": "123456789012",
                  "time": "2026-03-14T09:00:00Z",
                  "region": "eu-central-1",
                  "resources": ["arn:aws:scheduler:eu-central-1:123456789012:schedule/default/nightly"],
                  "detail": "{}"
                }
                """
        )
    ]

    static let cloudFormation = [
        SampleEvent(
            service: "cloudformation",
            name: "create",
            summary: "a custom resource is to be made",
            json: """
                {
                  "RequestType": "Create",
                  "ResponseURL": "https://cloudformation-custom-resource-response-eucentral1.s3.eu-central-1.amazonaws.com/answer",
                  "StackId": "arn:aws:cloudformation:eu-central-1:123456789012:stack/shop/8a7b6c5d-4e3f-11f0-a1b2-0a1b2c3d4e5f",
                  "RequestId": "5e4d3c2b-1a09-4f8e-9d7c-6b5a49382716",
                  "ResourceType": "Custom::Certificate",
                  "LogicalResourceId": "Certificate",
                  "ServiceToken": "arn:aws:lambda:eu-central-1:123456789012:function:certificates",
                  "ResourceProperties": {
                    "ServiceToken": "arn:aws:lambda:eu-central-1:123456789012:function:certificates",
                    "Domains": ["example.com", "www.example.com"]
                  }
                }
                """
        ),
        SampleEvent(
            service: "cloudformation",
            name: "update",
            summary: "a custom resource is to be changed",
            json: """
                {
                  "RequestType": "Update",
                  "ResponseURL": "https://cloudformation-custom-resource-response-eucentral1.s3.eu-central-1.amazonaws.com/answer",
                  "StackId": "arn:aws:cloudformation:eu-central-1:123456789012:stack/shop/8a7b6c5d-4e3f-11f0-a1b2-0a1b2c3d4e5f",
                  "RequestId": "6f5e4d3c-2b1a-4098-8e7d-5c4b3a291807",
                  "ResourceType": "Custom::Certificate",
                  "LogicalResourceId": "Certificate",
                  "PhysicalResourceId": "certificate-17",
                  "ServiceToken": "arn:aws:lambda:eu-central-1:123456789012:function:certificates",
                  "ResourceProperties": { "Domains": ["example.com"] },
                  "OldResourceProperties": { "Domains": ["example.com", "www.example.com"] }
                }
                """
        ),
    ]
}
