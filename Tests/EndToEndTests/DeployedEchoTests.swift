import AWSClient
import Foundation
import JSONCoding
import TestServices
import Testing

@Suite struct `The deployed echo` {
    @Test func `answers an invocation`() async throws {
        let deployment = try await Deployment.shared
        let event = Array(#"{"a":[1,2,{"b":"é"}]}"#.utf8)
        let answer = try await deployment.service.client().send(
            LambdaAPI.Invoke(function: try deployment["EchoFunction"], payload: event)
        )
        #expect(answer.functionError == nil)
        #expect(try JSON(parsing: answer.payload) == JSON(parsing: event))
    }

    @Test(arguments: [
        "Echo", "EchoJSON", "Shop", "Receipts", "Streaming", "Approvals", "ApprovalDesk",
    ])
    func `has the code that was packaged, as every function has`(name: String) async throws {
        let deployment = try await Deployment.shared
        let digest = try await BuildTool("aws").run(
            [
                "lambda", "get-function", "--function-name", try deployment["\(name)Function"],
                "--query", "Configuration.CodeSha256", "--output", "text",
            ],
            environment: deployment.environment
        )
        let code = try #require(Data(base64Encoded: digest.trimmingCharacters(in: .newlines)))
        #expect(code.map { String(format: "%02x", $0) }.joined() == (try Sample(name).sha256))
    }
}
