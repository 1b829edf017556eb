import AWSClient
import DurableClient
import DurableExecution
import Foundation
import HTTPTransport
import TestServices
import Testing

@testable import LambdaEmulator

/// AWS's own tools for durable functions on one machine: its local runner with its runtime interface
/// emulator, and its SDK.
@Suite struct `AWS's tools for durable functions` {
    private static let conformance = repositoryRoot.appending(path: "Tests/Conformance")
    private static let template = repositoryRoot.appending(
        path: "Tests/ConformanceFunction/template.yaml"
    ).path()

    @Test func `run the same functions with the same results`() async throws {
        let (runner, endpoint) = try await localRunner(Self.template, of: "ConformanceFunction")
        defer { withExtendedLifetime(runner) {} }
        let python = try BuildTool("python").path
        let script = Self.conformance.appending(path: "run").path()
        let arguments = [
            script, "--endpoint", endpoint, "--template", Self.template, "--partial",
            "--except", "2-4", "--except", "2-5",
        ]
        let output = try await Command(python, arguments).run().output
        #expect(output.hasSuffix(" passed, 0 failed\n"), "\(output)")
    }

    @Test(.timeLimit(.minutes(15)))
    func `keep executions that a function starts, looks at and answers`() async throws {
        try await withTemporaryFolder { folder in
            let template = "\(folder)/template.yaml"
            let function = "{Type: AWS::Serverless::Function, Properties: {Handler: any}}"
            try Data("Resources: {Approvals: \(function)}".utf8)
                .write(to: URL(filePath: template))
            let (runner, endpoint) = try await localRunner(template, of: "Approvals")
            defer { withExtendedLifetime(runner) {} }
            let client = AWSClient(
                credentials: Credentials(accessKeyID: "test", secretAccessKey: "test"),
                region: try Region("us-east-1"),
                http: HTTPClient(),
                environment: ["AWS_ENDPOINT_URL_LAMBDA": endpoint]
            )
            try await expectAnApproval(
                Executions(
                    "document-approval",
                    // What a workflow declares is the function's business on Lambda.
                    StartOptions(timeout: .hours(1), tags: try Tags(["approvals"])),
                    LambdaExecutions(client, of: "Approvals:live")
                )
            )
        }
    }

    private func expectAnApproval(_ approvals: Executions<Document, Outcome>) async throws {
        let document = Document(title: "Plan", author: "Ada", recipients: ["Bob"])
        try await approvals.start(named: "plan", input: document)
        let waiting = try await approval(approvals) { !$0.callbacks.isEmpty }
        #expect(waiting.status == .running)
        #expect(try waiting.input.title == "Plan")
        let callback = try #require(waiting.callbacks.first)
        #expect(callback.name == "decision")
        try await approvals.heartbeat(callback.token)
        try await approvals.answer(callback.token, with: Decision(approved: false, by: "Grace"))
        let ended = try await approval(approvals) { $0.status != .running }
        #expect(try ended.result?.status == "rejected by Grace")
        await #expect(throws: CallbackError.self) {
            try await approvals.answer(callback.token, with: Decision(approved: true, by: "Eve"))
        }
        #expect(try await approvals.list(.succeeded).map(\.name) == ["plan"])
    }

    /// Looks until it stands as expected; the time limit is the test's own.
    private func approval(
        _ approvals: Executions<Document, Outcome>,
        until isExpected: (ExecutionSnapshot<Document, Outcome>) -> Bool
    ) async throws -> ExecutionSnapshot<Document, Outcome> {
        while true {
            if let found = try await approvals.execution(named: "plan"), isExpected(found) {
                return found
            }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Serves the functions of a template, each by an executable that is built already.
    private func localRunner(
        _ template: String,
        of product: String
    ) async throws -> (ServiceProcess, endpoint: String) {
        let runner = try ServiceProcess([
            BuildTool("python").path, Self.conformance.appending(path: "local-runner").path(),
            "--template", template, "--bootstrap", builtProduct(product),
        ])
        let line = try await runner.waitForOutput("Serving at http")
        let words = line.split(whereSeparator: \.isWhitespace)
        return (runner, try #require(words.last.map(String.init)))
    }

    @Test func `run on the emulator: the SDK's functions, and boto3 that drives them`() async throws
    {
        let oracles = try #require(Bundle.module.url(forResource: "Oracles", withExtension: nil))
        try await withTemporaryFolder { folder in
            let functions = try ["Everything", "Echo"].map { name in
                try Self.function(name, from: oracles.appending(path: "sdk/handler.py"), in: folder)
            }
            try await EmulatorHarness.run(functions) { emulator in
                let script = oracles.appending(path: "sdk.py").path()
                let output = try await BuildTool("durable-python").run([script, emulator.endpoint])
                #expect(output == "ok\n")
            }
        }
    }

    /// A folder with a function of the file, started by AWS's runtime client for Python.
    private static func function(
        _ name: String,
        from file: URL,
        in folder: String
    ) throws -> FunctionDefinition {
        let code = URL(filePath: folder).appending(path: name)
        let files = FileManager.default
        try files.createDirectory(at: code, withIntermediateDirectories: true)
        try files.copyItem(at: file, to: code.appending(path: "handler.py"))
        let bootstrap = code.appending(path: "bootstrap").path()
        let python = try BuildTool("durable-python").path
        let command = "#!/bin/sh\nexec \(python) -m awslambdaric handler.\(name.lowercased())\n"
        try Data(command.utf8).write(to: URL(filePath: bootstrap))
        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: bootstrap)
        return FunctionDefinition(
            logicalID: name,
            name: name,
            codeURI: code.path(),
            timeout: .seconds(30),
            durability: Durability(executionTimeout: .seconds(300))
        )
    }
}

/// What the sample Approvals takes and gives.
private struct Document: Codable {
    var title: String
    var author: String
    var recipients: [String]
}

private struct Decision: Encodable {
    var approved: Bool
    var by: String
}

private struct Outcome: Decodable {
    var status: String
}
