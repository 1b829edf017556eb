extension SampleEvent {
    static let apiGateway = [
        SampleEvent(
            service: "apigateway",
            name: "http-api",
            summary: "a request to an HTTP API (payload format 2.0)",
            json: """
                {
                  "version": "2.0",
                  "routeKey": "POST /quotes",
                  "rawPath": "/quotes",
                  "rawQueryString": "currency=EUR",
                  "cookies": ["session=7f3a9c"],
                  "headers": {
                    "accept": "application/json",
                    "content-length": "47",
                    "content-type": "application/json",
                    "host": "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
                    "user-agent": "curl/8.9.1",
                    "x-amzn-trace-id": "Root=1-67d3f1a2-5b0c6e7d8f9a0b1c2d3e4f50",
                    "x-forwarded-for": "203.0.113.7",
                    "x-forwarded-port": "443",
                    "x-forwarded-proto": "https"
                  },
                  "queryStringParameters": { "currency": "EUR" },
                  "requestContext": {
                    "accountId": "123456789012",
                    "apiId": "a1b2c3d4e5",
                    "authorizer": {
                      "jwt": {
                        "claims": { "sub": "ada", "iss": "https://id.example.com", "exp": "1773482400" },
                        "scopes": ["quotes"]
                      }
                    },
                    "domainName": "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
                    "domainPrefix": "a1b2c3d4e5",
                    "http": {
                      "method": "POST",
                      "path": "/quotes",
                      "protocol": "HTTP/1.1",
                      "sourceIp": "203.0.113.7",
                      "userAgent": "curl/8.9.1"
                    },
                    "requestId": "HYbT4hQ9FiAEMVg=",
                    "routeKey": "POST /quotes",
                    "stage": "$default",
                    "time": "14/Mar/2026:09:07:06 +0000",
                    "timeEpoch": 1773479226123
                  },
                  "body": "{\\"items\\":[{\\"sku\\":\\"tea\\",\\"quantity\\":2}]}",
                  "isBase64Encoded": false
                }
                """
        ),
        SampleEvent(
            service: "apigateway",
            name: "rest-api",
            summary: "a request to a REST API (payload format 1.0)",
            json: """
                {
                  "resource": "/products/{sku}",
                  "path": "/products/tea",
                  "httpMethod": "GET",
                  "headers": { "Accept": "application/json", "Host": "f6g7h8i9j0.execute-api.eu-central-1.amazonaws.com" },
                  "multiValueHeaders": {
                    "Accept": ["application/json"],
                    "Host": ["f6g7h8i9j0.execute-api.eu-central-1.amazonaws.com"]
                  },
                  "queryStringParameters": { "lang": "de" },
                  "multiValueQueryStringParameters": { "lang": ["en", "de"] },
                  "pathParameters": { "sku": "tea" },
                  "stageVariables": null,
                  "requestContext": {
                    "accountId": "123456789012",
                    "apiId": "f6g7h8i9j0",
                    "authorizer": { "principalId": "ada", "tier": "gold", "integrationLatency": 12 },
                    "deploymentId": "k1l2m3",
                    "domainName": "f6g7h8i9j0.execute-api.eu-central-1.amazonaws.com",
                    "domainPrefix": "f6g7h8i9j0",
                    "extendedRequestId": "HYbUOGrBliAFgVw=",
                    "httpMethod": "GET",
                    "identity": {
                      "accessKey": null,
                      "accountId": null,
                      "caller": null,
                      "cognitoAuthenticationProvider": null,
                      "cognitoAuthenticationType": null,
                      "cognitoIdentityId": null,
                      "cognitoIdentityPoolId": null,
                      "principalOrgId": null,
                      "sourceIp": "203.0.113.7",
                      "user": null,
                      "userAgent": "curl/8.9.1",
                      "userArn": null
                    },
                    "path": "/prod/products/tea",
                    "protocol": "HTTP/1.1",
                    "requestId": "5f1d2c3b-4a59-4687-9786-a5b4c3d2e1f0",
                    "requestTime": "14/Mar/2026:09:07:06 +0000",
                    "requestTimeEpoch": 1773479226123,
                    "resourceId": "n4o5p6",
                    "resourcePath": "/products/{sku}",
                    "stage": "prod"
                  },
                  "body": null,
                  "isBase64Encoded": false
                }
                """
        ),
        SampleEvent(
            service: "apigateway",
            name: "http-api-authorizer",
            summary: "a request that an HTTP API wants judged (payload format 2.0)",
            json: """
                {
                  "version": "2.0",
                  "type": "REQUEST",
                  "routeArn": "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/$default/GET/products",
                  "identitySource": ["Bearer 7f3a9c"],
                  "routeKey": "GET /products",
                  "rawPath": "/products",
                  "rawQueryString": "",
                  "headers": { "authorization": "Bearer 7f3a9c", "host": "shop.example.com" },
                  "requestContext": {
                    "accountId": "123456789012",
                    "apiId": "a1b2c3d4e5",
                    "domainName": "shop.example.com",
                    "domainPrefix": "shop",
                    "http": {
                      "method": "GET",
                      "path": "/products",
                      "protocol": "HTTP/1.1",
                      "sourceIp": "203.0.113.7",
                      "userAgent": "curl/8.9.1"
                    },
                    "requestId": "HYbWTg1vliAEJYw=",
                    "routeKey": "GET /products",
                    "stage": "$default",
                    "time": "14/Mar/2026:09:07:06 +0000",
                    "timeEpoch": 1773479226123
                  }
                }
                """
        ),
        SampleEvent(
            service: "apigateway",
            name: "token-authorizer",
            summary: "a token that a REST API wants judged",
            json: """
                {
                  "type": "TOKEN",
                  "authorizationToken": "Bearer 7f3a9c",
                  "methodArn": "arn:aws:execute-api:eu-central-1:123456789012:f6g7h8i9j0/prod/GET/products/tea"
                }
                """
        ),
    ]

    static let functionURL = [
        SampleEvent(
            service: "function-url",
            name: "request",
            summary: "a request to a function URL",
            json: """
                {
                  "version": "2.0",
                  "routeKey": "$default",
                  "rawPath": "/upload",
                  "rawQueryString": "name=note.txt&tag=a&tag=b",
                  "cookies": ["theme=dark", "session=7f3a9c"],
                  "headers": {
                    "content-type": "application/octet-stream",
                    "host": "q7w8e9r0t1y2u3i4o5p6a7s8d9f0g1h2.lambda-url.eu-central-1.on.aws",
                    "x-amzn-tls-version": "TLSv1.3",
                    "x-forwarded-for": "203.0.113.7",
                    "x-forwarded-proto": "https"
                  },
                  "queryStringParameters": { "name": "note.txt", "tag": "a,b" },
                  "requestContext": {
                    "accountId": "123456789012",
                    "apiId": "q7w8e9r0t1y2u3i4o5p6a7s8d9f0g1h2",
                    "authentication": null,
                    "authorizer": {
                      "iam": {
                        "accessKey": "AKIAIOSFODNN7EXAMPLE",
                        "accountId": "123456789012",
                        "callerId": "AIDACKCEVSQ6C2EXAMPLE",
                        "cognitoIdentity": null,
                        "principalOrgId": "o-a1b2c3d4e5",
                        "userArn": "arn:aws:iam::123456789012:user/ada",
                        "userId": "AIDACKCEVSQ6C2EXAMPLE"
                      }
                    },
                    "domainName": "q7w8e9r0t1y2u3i4o5p6a7s8d9f0g1h2.lambda-url.eu-central-1.on.aws",
                    "domainPrefix": "q7w8e9r0t1y2u3i4o5p6a7s8d9f0g1h2",
                    "http": {
                      "method": "PUT",
                      "path": "/upload",
                      "protocol": "HTTP/1.1",
                      "sourceIp": "203.0.113.7",
                      "userAgent": "curl/8.9.1"
                    },
                    "requestId": "9c8b7a69-5847-4635-8251-40f9e8d7c6b5",
                    "routeKey": "$default",
                    "stage": "$default",
                    "time": "14/Mar/2026:09:07:06 +0000",
                    "timeEpoch": 1773479226123
                  },
                  "body": "SGVsbG8sIExhbWJkYSE=",
                  "pathParameters": null,
                  "isBase64Encoded": true,
                  "stageVariables": null
                }
                """
        )
    ]
}
