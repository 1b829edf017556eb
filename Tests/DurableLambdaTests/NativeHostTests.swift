import AWSClient
import DurableExecution
import HTTPTransport
import JSONCoding
import Testing

@testable import DurableLambda

@Suite struct `A function of AWS's durable functions service` {
    private func event(_ input: JSON) -> [UInt8] {
        let execution: JSON = [
            "Id": "0", "Type": "EXECUTION", "Status": "STARTED", "StartTimestamp": .number(1),
            "ExecutionDetails": ["InputPayload": .string(input.text)],
        ]
        let event: JSON = [
            "DurableExecutionArn": "arn", "CheckpointToken": "token",
            "InitialExecutionState": ["Operations": [execution]],
        ]
        return event.bytes
    }

    private func host() throws -> NativeHost {
        NativeHost(
            client: AWSClient(
                credentials: Credentials(accessKeyID: "a", secretAccessKey: "s"),
                region: try Region("us-east-1"),
                http: NoNetwork(),
                environment: Environment([:])
            )
        )
    }

    @Test func `ends where a step's result is more than the service keeps`() async throws {
        let workflow = Workflow("report") { (_: Int?, context: WorkflowContext) in
            try await context.step("make") { String(repeating: "x", count: 262_143) }
        }
        let answer = try await host().handle(event(.null), workflow.hosted)
        let json = try JSON(parsing: answer)
        #expect(json["Status"] == "FAILED")
        #expect(json["Error"]?["ErrorType"] == "PayloadTooLarge")
        let message = try #require(json["Error"]?["ErrorMessage"]?.string)
        #expect(message.hasPrefix("The result of 'make' has 262145 bytes"))
    }

    @Test func `tells of an execution below what the sender of its request is at`() async throws {
        let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        let request: JSON = [
            "headers": ["traceparent": .string(trace)], "requestContext": [:] as JSON,
        ]
        let beginnings = Beginnings()
        let workflow = Workflow("any") { (_: [String: Ignored], _: WorkflowContext) in 1 }
            .observed(by: WorkflowObserver(beginnings))
        _ = try await host().handle(event(request), workflow.hosted)
        #expect(beginnings.traces == [trace])
    }
}

/// Any value, of which nothing is read.
private struct Ignored: Decodable {
    init(from decoder: any Decoder) {}
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
