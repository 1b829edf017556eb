import Testing

@testable import LambdaEmulator

@Suite struct TemplateTests {
    private let yaml = """
        Parameters:
          Stage: {Type: String, Default: test}
        Conditions:
          IsTest: !Equals [!Ref Stage, test]
          IsLive: !Not [{Condition: IsTest}]
        Globals:
          Function:
            Runtime: provided.al2023
            Timeout: 30
            Environment: {Variables: {LEVEL: info, SHARED: "1"}}
        Resources:
          Table:
            Type: AWS::DynamoDB::Table
            Properties: {TableName: !Sub "${AWS::StackName}-log"}
          Queue: {Type: AWS::SQS::Queue}
          Approvals:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: .perdure/Approvals.zip
              Handler: document-approval
              MemorySize: 256
              Environment:
                Variables:
                  LEVEL: debug
                  PERDURE_STORE: !Sub "dynamodb://${Table}?${!literal}&${Stage}"
                  QUEUE: !Ref Queue
                  TABLE_ARN: !GetAtt Table.Arn
                  SELF: {"Fn::GetAtt": [Approvals, Arn]}
                  KIND: !If [IsLive, live, trial]
                  JOINED: !Join ["-", [a, !Ref Stage]]
                  SECRET: !ImportValue somewhere
              DurableConfig: {ExecutionTimeout: 600, RetentionPeriodInDays: 7}
          Live:
            Type: AWS::Serverless::Function
            Condition: IsLive
            Properties: {CodeUri: live/}
          Plain:
            Type: AWS::Serverless::Function
            Properties: {FunctionName: plain-one, CodeUri: plain/, Timeout: 5}
        """

    private func function(_ name: String) throws -> FunctionDefinition {
        let template = try Template(yaml: yaml, file: "template.yaml")
        return try #require(template.functions.first { $0.name == name })
    }

    @Test func `functions are read in order, those with a false condition left out`() throws {
        let template = try Template(yaml: yaml, file: "template.yaml")
        #expect(template.functions.map(\.name) == ["Approvals", "plain-one"])
    }

    @Test func `globals are merged below the function's own properties`() throws {
        let approvals = try function("Approvals")
        #expect(approvals.timeout == .seconds(30))
        #expect(approvals.memoryMegabytes == 256)
        #expect(approvals.environment["SHARED"] == "1")
        #expect(approvals.environment["LEVEL"] == "debug")
        #expect(try function("plain-one").timeout == .seconds(5))
        #expect(approvals.durability == Durability(executionTimeout: .seconds(600)))
    }

    @Test(arguments: [
        ("PERDURE_STORE", "dynamodb://local-log?${literal}&test"),
        ("QUEUE", "https://sqs.us-east-1.amazonaws.com/000000000000/Queue"),
        ("TABLE_ARN", "arn:aws:dynamodb:us-east-1:000000000000:table/local-log"),
        ("SELF", "arn:aws:lambda:us-east-1:000000000000:function:Approvals"),
        ("KIND", "trial"),
        ("JOINED", "a-test"),
    ])
    func `intrinsic functions are resolved`(variable: String, value: String) throws {
        #expect(try function("Approvals").environment[variable] == value)
    }

    @Test func `a parameter has the value that is given`() throws {
        let template = try Template(
            yaml: yaml,
            file: "template.yaml",
            parameters: ["Stage": "production"]
        )
        #expect(template.functions.map(\.logicalID) == ["Approvals", "Live", "Plain"])
        #expect(template.functions.first?.environment["JOINED"] == "a-production")
        let error = #expect(throws: TemplateError.self) {
            try Template(yaml: yaml, file: "template.yaml", parameters: ["Stag": "production"])
        }
        #expect(error?.description.contains("it has no parameter Stag") == true)
    }

    @Test func `a value known only on AWS is left out and noted`() throws {
        let template = try Template(yaml: yaml, file: "template.yaml")
        #expect(template.functions[0].environment["SECRET"] == nil)
        #expect(
            template.notes == ["Approvals: SECRET is left out, its value is known only on AWS"]
        )
    }

    @Test(arguments: [
        ("Resources: {", "it is not valid YAML"),
        ("{}", "it has no Resources"),
        (
            "Resources: {F: {Type: 'AWS::Serverless::Function', Properties: {}}}",
            "F: it has no CodeUri"
        ),
        (
            """
            Resources:
              F: {Type: 'AWS::Serverless::Function', Properties: {CodeUri: a, Timeout: 901}}
            """,
            "F: Timeout is 901; give a whole number from 1 to 900"
        ),
        (
            """
            Resources:
              F: {Type: 'AWS::Serverless::Function', Properties: {CodeUri: a, DurableConfig: {}}}
            """,
            "F: DurableConfig has no ExecutionTimeout"
        ),
    ])
    func `an error names the file and the resource`(yaml: String, message: String) {
        let error = #expect(throws: TemplateError.self) {
            try Template(yaml: yaml, file: "a.yaml")
        }
        #expect(error?.description.hasPrefix("a.yaml: \(message)") == true)
    }

    @Test func `conditions that name each other in a circle do not hang`() throws {
        let template = try Template(
            yaml: """
                Conditions: {A: !Not [{Condition: A}]}
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Condition: A
                    Properties: {CodeUri: !If [A, x, y]}
                  G: {Type: 'AWS::Serverless::Function', Properties: {CodeUri: g}}
                  H:
                    Type: AWS::SQS::Queue
                    Properties: {QueueName: !Ref H}
                """.replacing("{CodeUri: !If [A, x, y]}", with: "{CodeUri: x}"),
            file: "t"
        )
        #expect(template.functions.map(\.name) == ["F", "G"])
    }
}
