import LambdaPackager

extension NewPackage {
    static let hello = """
        import LambdaRuntime

        struct Request: Codable {
            var name: String
        }

        struct Greeting: Codable, Equatable {
            var text: String
        }

        func greet(_ request: Request) -> Greeting {
            Greeting(text: "Hello, \\(request.name)!")
        }

        @main struct Hello {
            static func main() {
                Lambda.run { (request: Request, _: Invocation) in greet(request) }
            }
        }

        """

    static let orders = """
        import DurableExecution
        import DurableLambda

        struct Order: Codable {
            var item: String
            var quantity: Int
        }

        struct Receipt: Codable {
            var reservation: String
            var status: String
        }

        let orders = Workflow("order") { (order: Order, context: WorkflowContext) in
            let reservation = try await context.step("reserve") {
                "\\(order.quantity) of \\(order.item)"
            }
            try await context.wait("cooling-off", for: .seconds(5))
            try await context.step("ship") { print("shipping \\(reservation)") }
            return Receipt(reservation: reservation, status: "shipped")
        }

        @main struct Main {
            static func main() {
                Workflows.host(orders)
            }
        }

        """

    static let test = """
        import Testing

        @testable import Hello

        struct HelloTests {
            @Test func `a greeting has the name`() {
                #expect(greet(Request(name: "Ada")) == Greeting(text: "Hello, Ada!"))
            }
        }

        """

    static let durableTest = """
        import DurableTesting
        import Testing

        @testable import Orders

        struct OrdersTests {
            /// Runs the workflow once for each place where its process can die; time is skipped.
            @Test func `an order is shipped, wherever a process dies`() async throws {
                let order = Order(item: "tea", quantity: 2)
                try await TestRun.atEveryCrash(of: orders, input: order) { run in
                    let receipt = try await run.result
                    #expect(receipt.status == "shipped")
                    #expect(try await run.elapsed == .seconds(5))
                }
            }
        }

        """

    static let template = """
        AWSTemplateFormatVersion: "2010-09-09"
        Transform: AWS::Serverless-2016-10-31
        Description: A function, and a durable one whose executions live in a DynamoDB table.

        Globals:
          Function:
            Runtime: provided.al2023
            Handler: bootstrap
            Architectures: [\(Architecture.current.rawValue)]
            MemorySize: 128
            Timeout: 30
            AutoPublishAlias: live

        Resources:
          Hello:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: .perdure/Hello.zip

          Orders:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: .perdure/Orders.zip
              # A workflow that waits wakes itself through the queue, which Lambda otherwise takes for a runaway loop.
              RecursiveLoop: Allow
              Environment:
                Variables:
                  PERDURE_STORE: !Sub dynamodb://${Executions}
                  PERDURE_WAKE_QUEUE: !Ref WakeUps
              Policies:
                - Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Action: [dynamodb:GetItem, dynamodb:PutItem, dynamodb:UpdateItem, dynamodb:Query]
                      Resource: !GetAtt Executions.Arn
                    - Effect: Allow
                      Action:
                        - sqs:SendMessage
                        - sqs:ReceiveMessage
                        - sqs:DeleteMessage
                        - sqs:GetQueueAttributes
                      Resource: !GetAtt WakeUps.Arn

          Executions:
            Type: AWS::DynamoDB::Table
            DeletionPolicy: Retain
            UpdateReplacePolicy: Retain
            Properties:
              BillingMode: PAY_PER_REQUEST
              AttributeDefinitions:
                - { AttributeName: PK, AttributeType: S }
                - { AttributeName: SK, AttributeType: S }
              KeySchema:
                - { AttributeName: PK, KeyType: HASH }
                - { AttributeName: SK, KeyType: RANGE }
              TimeToLiveSpecification:
                AttributeName: expires
                Enabled: true
              PointInTimeRecoverySpecification:
                PointInTimeRecoveryEnabled: true
              SSESpecification:
                SSEEnabled: true

          WakeUps:
            Type: AWS::SQS::Queue
            DeletionPolicy: Delete
            UpdateReplacePolicy: Delete
            Properties:
              # Six times the function's timeout, as Lambda asks for.
              VisibilityTimeout: 180
              MessageRetentionPeriod: 1209600
              RedrivePolicy:
                deadLetterTargetArn: !GetAtt LostWakeUps.Arn
                maxReceiveCount: 10

          LostWakeUps:
            Type: AWS::SQS::Queue
            DeletionPolicy: Delete
            UpdateReplacePolicy: Delete
            Properties:
              MessageRetentionPeriod: 1209600

          WakeOrders:
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              EventSourceArn: !GetAtt WakeUps.Arn
              FunctionName: !Ref Orders.Alias
              BatchSize: 1

        Outputs:
          HelloFunction:
            Value: !Ref Hello
          OrdersFunction:
            Value: !Ref Orders
          ExecutionsTable:
            Value: !Ref Executions

        """
}
