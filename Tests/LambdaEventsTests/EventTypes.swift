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
        "apigateway http-api": APIGatewayV2Request.self,
        "apigateway rest-api": APIGatewayRequest.self,
        "apigateway http-api-authorizer": APIGatewayV2AuthorizerRequest.self,
        "apigateway token-authorizer": APIGatewayTokenAuthorizerRequest.self,
        "function-url request": FunctionURLRequest.self,
        "alb multi-value-request": ALBRequest.self,
        "sqs messages": SQSEvent.self,
        "sqs fifo-message": SQSEvent.self,
        "s3 restore": S3Event.self,
        "eventbridge event": EventBridgeEvent<OrderPlaced>.self,
        "eventbridge scheduled-rule": ScheduledEvent.self,
        "scheduler schedule": SchedulerEvent.self,
        "dynamodb modify": DynamoDBEvent.self,
        "dynamodb expire": DynamoDBEvent.self,
        "kinesis records": KinesisEvent.self,
        "firehose transformation": FirehoseEvent.self,
        "cognito pre-sign-up": CognitoEvent<PreSignUp>.self,
        "cognito post-confirmation": CognitoEvent<PostConfirmation>.self,
        "cognito pre-authentication": CognitoEvent<PreAuthentication>.self,
        "cognito post-authentication": CognitoEvent<PostAuthentication>.self,
        "cognito pre-token-generation": CognitoEvent<PreTokenGeneration>.self,
        "cognito user-migration": CognitoEvent<UserMigration>.self,
        "cognito custom-message": CognitoEvent<CustomMessage>.self,
        "cognito custom-email-sender": CognitoEvent<CustomSender>.self,
        "cognito define-auth-challenge": CognitoEvent<DefineAuthChallenge>.self,
        "cognito create-auth-challenge": CognitoEvent<CreateAuthChallenge>.self,
        "cognito verify-auth-challenge": CognitoEvent<VerifyAuthChallenge>.self,
        "ses mail": SESEvent.self,
        "cloudformation create": CloudFormationRequest<JSONValue>.self,
        "cloudformation update": CloudFormationRequest<JSONValue>.self,
    ]
}

/// A detail of an application's own.
struct OrderPlaced: Codable, Equatable {
    var order: String
    var cents: Int
    var items: [Item]
    var gift: Bool

    struct Item: Codable, Equatable {
        var sku: String
        var quantity: Int
    }
}
