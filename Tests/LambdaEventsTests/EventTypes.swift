import LambdaEvents

/// The type for each event that SAM CLI or we ourselves have a sample of.
var eventTypes: [String: any (Codable & Equatable).Type] {
    [
        "apigateway authorizer": APIGatewayTokenAuthorizerRequest.self,
        "apigateway request-authorizer": APIGatewayAuthorizerRequest.self,
        "apigateway aws-proxy": APIGatewayRequest.self,
        "apigateway http-api-proxy": APIGatewayV2Request.self,
        "alb request": ALBRequest.self,
        "sqs receive-message": SQSEvent.self,
        "sns notification": SNSEvent.self,
        "s3 put": S3Event.self,
        "s3 delete": S3Event.self,
        "s3 batch-invocation": S3BatchEvent.self,
        "dynamodb update": DynamoDBEvent.self,
        "kinesis get-records": KinesisEvent.self,
        "kinesis kinesis-firehose": FirehoseEvent.self,
        "kinesis cloudwatch-logs-processor": FirehoseEvent.self,
        "cloudwatch logs": CloudWatchLogsEvent.self,
        "cloudwatch scheduled-event": ScheduledEvent.self,
        "cognito sync-trigger": CognitoSyncEvent.self,
        "ses email-receiving": SESEvent.self,
        "cloudformation create-request": CloudFormationRequest<JSONValue>.self,
    ]
}
