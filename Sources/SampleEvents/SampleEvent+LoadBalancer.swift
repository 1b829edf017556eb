extension SampleEvent {
    static let loadBalancer = [
        SampleEvent(
            service: "alb",
            name: "request",
            summary: "a request through an Application Load Balancer",
            json: """
                {
                  "requestContext": {
                    "elb": {
                      "targetGroupArn": "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop/0a1b2c3d4e5f6071"
                    }
                  },
                  "httpMethod": "GET",
                  "path": "/products",
                  "queryStringParameters": { "q": "green%20tea" },
                  "headers": {
                    "accept": "*/*",
                    "host": "shop.example.com",
                    "x-amzn-trace-id": "Root=1-67d3f1a2-5b0c6e7d8f9a0b1c2d3e4f50",
                    "x-forwarded-for": "203.0.113.7",
                    "x-forwarded-port": "443",
                    "x-forwarded-proto": "https"
                  },
                  "body": "",
                  "isBase64Encoded": false
                }
                """
        ),
        SampleEvent(
            service: "alb",
            name: "multi-value-request",
            summary: "the same, with multi-value headers",
            json: """
                {
                  "requestContext": {
                    "elb": {
                      "targetGroupArn": "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop/0a1b2c3d4e5f6071"
                    }
                  },
                  "httpMethod": "GET",
                  "path": "/products",
                  "multiValueQueryStringParameters": { "tag": ["green", "loose"] },
                  "multiValueHeaders": {
                    "accept": ["text/html", "application/json"],
                    "host": ["shop.example.com"],
                    "x-forwarded-proto": ["https"]
                  },
                  "body": "",
                  "isBase64Encoded": false
                }
                """
        ),
    ]
}
