import AWSClient
import DurableExecution
import HTTPTransport
import Synchronization
import TestTools
import Testing

@testable import DurableLambda
@testable import LambdaRuntime

@Suite struct `A function that hosts workflows` {
    /// Of ``Invocation/any``.
    private static let trace = "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01"
    private let tally = Tally()

    private func host(
        _ workflows: HostedWorkflow...,
        environment: [String: String] = [:]
    ) throws -> WorkflowHost {
        try WorkflowHost(workflows, environment: Environment(environment)) { [tally] in
            tally.count("client")
            return Unplugged()
        }
    }

    @Test func `makes no client for a transient workflow`() async throws {
        let workflow = Workflow("echo", runtime: .lambda) { (text: String, _: WorkflowContext) in
            text
        }
        let answer = try await host(workflow.hosted).handle(Array(#""a""#.utf8), try .any)
        #expect(answer == Array(#""a""#.utf8))
        #expect(tally.all.isEmpty)
    }

    @Test func `names a transient execution as its event says`() async throws {
        let workflow = Workflow("name", runtime: .lambda) { (_: Int, context: WorkflowContext) in
            context.execution
        }
        let start = Envelope.start("mine", input: .number(1))
        let answer = try await host(workflow.hosted).handle(start.bytes, try .any)
        #expect(String(decoding: answer, as: UTF8.self) == #""name/mine""#)
    }

    @Test(arguments: [
        ("bootstrap", ["one", "one"], "2"), ("two", ["one", "two", "two"], "3"),
    ])
    func `starts the last version of the workflow that its handler names, or of its only one`(
        handler: String,
        names: [String],
        last: String
    ) async throws {
        let workflows = names.enumerated().map { index, name in
            Workflow(name, version: "\(index + 1)", runtime: .lambda) {
                (_: Int?, _: WorkflowContext) in index + 1
            }.hosted
        }
        let host = try WorkflowHost(workflows, environment: Environment(["_HANDLER": handler]))
        let answer = try await host.handle(Array("null".utf8), .any)
        #expect(String(decoding: answer, as: UTF8.self) == last)
    }

    @Test func `makes one client for all events`() async throws {
        let workflow = Workflow("echo") { (text: String, _: WorkflowContext) in text }
        let host = try host(
            workflow.hosted,
            environment: [
                "PERDURE_STORE": "dynamodb://t", "PERDURE_WAKE_QUEUE": "http://q/1/q",
                "AWS_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "s",
                "AWS_MAX_ATTEMPTS": "1",
            ]
        )
        for _ in 1...2 {
            await #expect(throws: AWSError.self) {
                try await host.handle(Array(#""a""#.utf8), try .any)
            }
        }
        #expect(tally.all == ["client": 1])
    }

    @Test func `takes settings from its environment where workflows say nothing`() async throws {
        let tally = tally
        let workflow = Workflow("fail", runtime: .lambda) { (_: Int?, context: WorkflowContext) in
            try await context.step("once") {
                tally.count("step")
                throw Unexpected()
            }
        }
        let host = try host(workflow.hosted, environment: ["PERDURE_RETRIES": "0"])
        await #expect(throws: WorkflowFailure.self) { try await host.handle([0x31], try .any) }
        #expect(tally.all == ["step": 1])
    }

    @Test(arguments: [true, false])
    func `records what whoever starts an execution is at, where somebody traces it`(
        _ isObserved: Bool
    ) async throws {
        let plain = Workflow("echo") { (text: String, _: WorkflowContext) in text }.hosted
        let workflow = isObserved ? plain.observed(by: [WorkflowObserver(Beginnings())]) : plain
        let harness = try await LogHarness()
        let variables = [
            "PERDURE_STORE": "dynamodb://\(harness.table)",
            "PERDURE_WAKE_QUEUE": harness.queueURL,
        ]
        let environment = harness.service.environment.merging(variables) { $1 }
        let host = try WorkflowHost([workflow], environment: Environment(environment))
        _ = try await host.handle(Array(#""a""#.utf8), try .any)
        let trace = try await harness.log(of: workflow).start.options.trace?.text
        #expect(trace == (isObserved ? Self.trace : nil))
    }

    @Test func `tells of a transient execution below what its invocation is at`() async throws {
        let beginnings = Beginnings()
        let workflow = Workflow("echo", runtime: .lambda) { (text: String, _: WorkflowContext) in
            text
        }
        let host = try host(workflow.observed(by: WorkflowObserver(beginnings)).hosted)
        _ = try await host.handle(Array(#""a""#.utf8), try .any)
        #expect(beginnings.traces == [Self.trace])
    }

    @Test func `cannot be made of a setting that cannot be`() throws {
        let workflow = Workflow("any") { (_: Int?, _: WorkflowContext) in 1 }.hosted
        let error = #expect(throws: SettingsError.self) {
            try host(workflow, environment: ["PERDURE_RETRIES": "many"])
        }
        #expect(error?.description.contains("'many'") == true)
    }
}

/// A network that leads nowhere.
private struct Unplugged: HTTPSending {
    func send(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) async throws(HTTPError) -> HTTPResponse { throw .cancelled }
}

extension Invocation {
    fileprivate static var any: Invocation {
        get throws {
            let deadline = Timestamp.now.advanced(by: .seconds(60)).millisecondsSinceEpoch
            let fields: HTTPFields = [
                "Lambda-Runtime-Aws-Request-Id": "one",
                "Lambda-Runtime-Deadline-Ms": "\(deadline)",
                "Lambda-Runtime-Invoked-Function-Arn":
                    "arn:aws:lambda:eu-west-1:123456789012:function:f",
                "Lambda-Runtime-Trace-Id":
                    "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
            ]
            return try Invocation(fields: fields, now: .current())
        }
    }
}
