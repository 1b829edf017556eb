import Testing

@testable import AWSDeployment

struct StackStatusTests {
    @Test(arguments: [
        (nil, StackMove.create), ("REVIEW_IN_PROGRESS", .create), ("DELETE_COMPLETE", .create),
        ("CREATE_IN_PROGRESS", .wait), ("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", .wait),
        ("ROLLBACK_IN_PROGRESS", .wait), ("DELETE_IN_PROGRESS", .wait),
        ("ROLLBACK_COMPLETE", .deleteFirst), ("CREATE_FAILED", .deleteFirst),
        ("CREATE_COMPLETE", .update), ("UPDATE_COMPLETE", .update),
        ("UPDATE_ROLLBACK_COMPLETE", .update), ("UPDATE_ROLLBACK_FAILED", .giveUp),
        ("DELETE_FAILED", .giveUp), ("SOMETHING_NEW", .giveUp),
    ])
    func `every state leads on, or to a person`(status: String?, move: StackMove) {
        #expect(StackMove(status: status) == move)
    }

    @Test(arguments: [
        ("CREATE_COMPLETE", StackEnd.succeeded),
        ("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", .succeeded),
        ("UPDATE_IN_PROGRESS", .goesOn), ("ROLLBACK_IN_PROGRESS", .goesOn),
        ("ROLLBACK_COMPLETE", .failed), ("UPDATE_ROLLBACK_COMPLETE", .failed),
        ("DELETE_FAILED", .failed),
    ])
    func `what was rolled back has failed`(status: String, end: StackEnd) {
        #expect(StackEnd(status: status) == end)
    }

    @Test(arguments: [
        "Encountered unsupported property DurableConfig",
        "Durable functions are not supported for runtime provided.al2023",
    ])
    func `a refusal of durable functions names the ways out`(reason: String) {
        let error = DeploymentError.refusal(["other", reason], .changeSetFailed("other"))
        for way in ["PERDURE_STORE", "container image", "AWS_LAMBDA_EXEC_WRAPPER", reason] {
            #expect(error.description.contains(way))
        }
        let other = DeploymentError.refusal(["other"], .changeSetFailed("other"))
        #expect(other.description == "CloudFormation refuses the template: other")
    }

    @Test func `only failures with a reason of their own are told`() {
        func event(_ status: String, _ reason: String?) -> String? {
            CloudFormation.DescribeStackEvents.Event(
                id: "1",
                timestamp: "",
                logicalID: "Queue",
                type: "AWS::SQS::Queue",
                status: status,
                statusReason: reason
            ).failure
        }
        #expect(event("CREATE_FAILED", "no rights") == "Queue (AWS::SQS::Queue): no rights")
        #expect(event("CREATE_FAILED", "Resource creation cancelled") == nil)
        #expect(event("CREATE_COMPLETE", "fine") == nil)
        #expect(event("DELETE_FAILED", nil) == nil)
    }
}

struct DeployableTemplateTests {
    private func function(_ properties: String) -> String {
        """
        # größe, a comment
        Resources:
          Hello: # a function
            Type: AWS::Serverless::Function
            Properties: \(properties)
          Queue:
            Type: AWS::SQS::Queue
            Properties: {QueueName: !Sub "${AWS::StackName}-q"}
        """
    }

    @Test(arguments: [
        "{CodeUri: a/b.zip, Handler: x}", "{CodeUri: \"a/b.zip\"}",
        "{ Timeout: 3, CodeUri: 'a/b.zip' }",
        "\n      CodeUri:   a/b.zip   # here\n      Timeout: 3",
        "\n      Description: größe\n      CodeUri: a/b.zip",
        "{\"Description\": \"größe\", \"CodeUri\": \"a/b.zip\"}",
    ])
    func `only the places of zips are replaced`(properties: String) throws {
        let text = function(properties)
        let template = try DeployableTemplate(text)
        #expect(template.codePlaces.map(\.path) == ["a/b.zip"])
        #expect(template.codePlaces.map(\.owner) == ["Hello"])
        let replaced = template.replacing(["a/b.zip": "s3://bucket/key"])
        for form in ["\"a/b.zip\"", "'a/b.zip'", "a/b.zip"] where text.contains(form) {
            #expect(replaced == text.replacing(form, with: "\"s3://bucket/key\""))
            break
        }
        #expect(template.replacing([:]) == text)
    }

    @Test func `zips of all functions and of the globals are found`() throws {
        let template = try DeployableTemplate(
            """
            Globals: {Function: {CodeUri: all.zip}}
            Resources:
              A: {Type: AWS::Serverless::Function, Properties: {CodeUri: one.zip}}
              B: {Type: AWS::Serverless::Function, Properties: {Timeout: 3}}
              C: {Type: AWS::Serverless::Function, Properties: {CodeUri: s3://b/k.zip}}
              D: {Type: AWS::Serverless::Function, Properties: {CodeUri: {Bucket: b, Key: k}}}
            """
        )
        #expect(template.codePlaces.map(\.path) == ["all.zip", "one.zip"])
        #expect(!template.hasDurableConfig)
    }

    @Test(arguments: [
        ("{CodeUri: src/}", "give a zip"), ("{CodeUri: !Ref Code}", "is a call"),
        ("{CodeUri: \"a\\u002Fb.zip\"}", "on one line"), ("{CodeUri: >-\n a/\n b.zip}", "YAML"),
    ])
    func `what cannot be deployed is refused by name`(properties: String, reason: String) {
        let problem = #expect(throws: TemplateProblem.self) {
            try DeployableTemplate(function(properties))
        }
        #expect(problem?.description.contains(reason) == true)
    }
}
