import AWSClient
import Testing

@testable import LambdaEmulator

/// What a template says of queues, as far as the emulator serves it.
@Suite struct EventSourceTests {
    private static let template = """
        Globals:
          Function: { AutoPublishAlias: live, Timeout: 10 }
        Resources:
          Orders:
            Type: AWS::SQS::Queue
            Properties:
              VisibilityTimeout: 60
              RedrivePolicy: { deadLetterTargetArn: !GetAtt Lost.Arn, maxReceiveCount: 5 }
          Lost: { Type: AWS::SQS::Queue }
          Strict: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }
          Shop:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: shop/
              Environment: { Variables: { QUEUE: !Ref Orders, PERDURE_STORE: !Sub "dynamodb://${Log}" } }
              Events:
                Line:
                  Type: SQS
                  Properties: { Queue: !GetAtt Strict.Arn, BatchSize: 1 }
          Log:
            Type: AWS::DynamoDB::Table
            Properties:
              AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
              KeySchema: [{ AttributeName: id, KeyType: HASH }]
              ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 }
              TimeToLiveSpecification: { AttributeName: expires, Enabled: true }
        """

    /// Reads the template with one more resource: a mapping with these properties.
    private func template(
        mapping properties: String = "EventSourceArn: !GetAtt Orders.Arn, FunctionName: !Ref Shop"
    ) throws -> Template {
        try Template(
            yaml: Self.template + """

                  Mapping:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties: { \(properties) }
                """,
            file: "t",
            cloud: LocalCloud(endpointURL: "http://127.0.0.1:4566/")
        )
    }

    private func mapping(_ properties: String) throws -> EventSource? {
        try template(mapping: properties).eventSources.first { $0.logicalID == "Mapping" }
    }

    @Test func `a mapping and an event of a function read their queues`() throws {
        let sources = try template().eventSources
        #expect(sources.map(\.logicalID) == ["ShopLine", "Mapping"])
        #expect(sources.map(\.queue) == ["Strict.fifo", "Orders"])
        #expect(
            sources.map(\.queueURL) == [
                "http://127.0.0.1:4566/000000000000/Strict.fifo",
                "http://127.0.0.1:4566/000000000000/Orders",
            ]
        )
        #expect(sources.map(\.batchSize) == [1, 10])
        #expect(sources.map(\.qualifier) == ["live", nil])
        #expect(sources.map(\.visibilityTimeout) == [.seconds(30), .seconds(60)])
    }

    @Test(arguments: [
        "!Ref Shop", "!GetAtt Shop.Arn", "!Ref Shop.Alias", "!Ref Shop.Version",
        "!Sub \"${Shop.Arn}:live\"", "arn:aws:lambda:us-east-1:000000000000:function:Shop",
    ])
    func `a mapping names its function in any form`(function: String) throws {
        let source = try mapping(
            "EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:Other', FunctionName: \(function)"
        )
        #expect(source?.function == "Shop")
        #expect(source?.queue == "Other")
    }

    @Test func `a mapping sets the limits of batches`() throws {
        let source = try #require(
            try mapping(
                """
                EventSourceArn: !GetAtt Orders.Arn, FunctionName: !Ref Shop.Alias, BatchSize: 200, \
                MaximumBatchingWindowInSeconds: 5, FunctionResponseTypes: [ReportBatchItemFailures], \
                ScalingConfig: { MaximumConcurrency: 2 }, \
                FilterCriteria: { Filters: [{ Pattern: '{"body":["a"]}' }, { Pattern: '{"body":["b"]}' }] }
                """
            )
        )
        #expect(source.batchSize == 200)
        #expect(source.window == .seconds(5))
        #expect(source.reportsItemFailures)
        #expect(source.concurrency == 2)
        #expect(source.qualifier == "live")
        let bodies = ["a", "b", "c"].map { SQS.Message(id: $0, body: $0, receiptHandle: $0) }
        #expect(bodies.filter(source.selects).map(\.body) == ["a", "b"])
    }

    @Test(arguments: [
        ("Enabled: false, EventSourceArn: !GetAtt Orders.Arn", "it is not enabled"),
        ("EventSourceArn: !Ref Orders", "it names no queue by its ARN"),
        ("EventSourceArn: !GetAtt Log.Arn", "it names no queue by its ARN"),
        ("EventSourceArn: !GetAtt Orders.Arn", "its function is not here"),
    ])
    func `a mapping that is not served is noted`(properties: String, reason: String) throws {
        let template = try template(mapping: properties)
        #expect(template.eventSources.map(\.logicalID) == ["ShopLine"])
        #expect(template.notes.contains("Mapping is left out, \(reason)"))
    }

    @Test(arguments: [
        ("BatchSize: 11", "BatchSize is 11; above 10 it takes a MaximumBatchingWindowInSeconds"),
        (
            "ScalingConfig: { MaximumConcurrency: 1 }",
            "MaximumConcurrency is 1; give a whole number"
        ),
    ])
    func `a limit that Lambda refuses is an error`(property: String, message: String) {
        let properties = "EventSourceArn: !GetAtt Orders.Arn, FunctionName: !Ref Shop, \(property)"
        let error = #expect(throws: TemplateError.self) { try template(mapping: properties) }
        #expect(error?.description.hasPrefix("t: Mapping: \(message)") == true)
    }

    @Test func `queues and tables are those of the template`() throws {
        let resources = try template().cloudResources
        #expect(resources.queues.map(\.name) == ["Orders", "Lost", "Strict.fifo"])
        #expect(
            resources.queues.first?.attributes == [
                "VisibilityTimeout": "60",
                "RedrivePolicy": """
                {"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:Lost","maxReceiveCount":"5"}
                """,
            ]
        )
        let table = try #require(resources.tables.first)
        #expect(table.name == "Log")
        #expect(table.expiry == "expires")
        #expect(table.keys.json.object?.count == 2)
    }

    @Test func `with a stand-in a function keeps its executions itself`() throws {
        let shop = try #require(try template().functions.first)
        #expect(!shop.isDurable)
        #expect(shop.ownStore == "dynamodb://Log")
        #expect(shop.environment["QUEUE"] == "http://127.0.0.1:4566/000000000000/Orders")
    }

    @Test func `without a stand-in the emulator keeps its executions`() throws {
        let template = try Template(yaml: Self.template, file: "t")
        let shop = try #require(template.functions.first)
        #expect(shop.isDurable)
        #expect(shop.ownStore == nil)
        #expect(template.eventSources.map(\.queue) == ["Strict.fifo"])
    }

    @Test func `a queue that hides messages for less time than its function takes is noted`() throws
    {
        let yaml = Self.template.replacing("VisibilityTimeout: 60", with: "VisibilityTimeout: 9")
            .replacing("!GetAtt Strict.Arn", with: "!GetAtt Orders.Arn")
        let cloud = try LocalCloud(endpointURL: "http://127.0.0.1:4566")
        let template = try Template(yaml: yaml, file: "t", cloud: cloud)
        #expect(
            template.notes == [
                "ShopLine is refused on AWS: Orders hides messages for less than Shop may take"
            ]
        )
    }
}
