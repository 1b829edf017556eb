import AWSClient
import DurableExecution
import HTTPTransport
import JSONCoding
import Testing

@testable import DurableLambda

@Suite struct `A function of AWS's durable functions service` {
    private static let event = """
        {
          "DurableExecutionArn": "arn", "CheckpointToken": "token",
          "InitialExecutionState": {"Operations": [
            {"Id": "0", "Type": "EXECUTION", "Status": "STARTED", "StartTimestamp": 1,
             "ExecutionDetails": {"InputPayload": "null"}}
          ]}
        }
        """

    @Test func `ends where a step's result is more than the service keeps`() async throws {
        let workflow = Workflow("report") { (_: Int?, context: WorkflowContext) in
            try await context.step("make") { String(repeating: "x", count: 262_143) }
        }
        let client = AWSClient(
            credentials: Credentials(accessKeyID: "a", secretAccessKey: "s"),
            region: try Region("us-east-1"),
            http: NoNetwork(),
            environment: Environment([:])
        )
        let answer = try await NativeHost(client: client)
            .handle(Array(Self.event.utf8), workflow.hosted)
        let json = try JSON(parsing: answer)
        #expect(json["Status"] == "FAILED")
        #expect(json["Error"]?["ErrorType"] == "PayloadTooLarge")
        let message = try #require(json["Error"]?["ErrorMessage"]?.string)
        #expect(message.hasPrefix("The result of 'make' has 262145 bytes"))
    }
}

/// Nothing is to be sent.
private struct NoNetwork: HTTPSending {
    func send(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) async throws(HTTPError) -> HTTPResponse {
        Issue.record("a request to \(request.target)")
        throw .cancelled
    }
}
