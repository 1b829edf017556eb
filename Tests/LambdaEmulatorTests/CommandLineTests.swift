import Foundation
import TestServices
import Testing

@testable import LambdaEmulator

/// The AWS CLI with nothing but `--endpoint-url`.
@Suite struct `The emulator and the AWS CLI` {
    private func withCLI(_ body: (_ aws: AWSCommand) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let function = try FunctionDefinition.built(
                "MisbehavingBootstrap",
                in: folder,
                reservedConcurrency: 7
            )
            try await EmulatorHarness.run([function]) { emulator in
                try await body(AWSCommand(endpoint: emulator.endpoint, folder: folder))
            }
        }
    }

    @Test func `invoke a function and read its log`() async throws {
        try await withCLI { aws in
            let event = #"{"do":"say","text":"hello"}"#
            let answer = try await aws(
                "lambda",
                "invoke",
                "--function-name",
                "F",
                "--payload",
                event,
                "--log-type",
                "Tail",
                "--query",
                "LogResult",
                "--output",
                "text",
                aws.output
            )
            let log = String(decoding: try #require(Data(base64Encoded: answer)), as: UTF8.self)
            let lines = log.split(separator: "\n")
            #expect(lines.map { $0.prefix { $0 != " " } } == ["START", "hello", "END", "REPORT"])
            #expect(lines.last?.contains("Memory Size: 128 MB\tMax Memory Used: ") == true)
            #expect(lines.last?.contains("Init Duration: ") == true)
            #expect(try String(contentsOfFile: aws.output, encoding: .utf8) == event)
            let messages = try await aws(
                "logs",
                "filter-log-events",
                "--log-group-name",
                "/aws/lambda/F",
                "--filter-pattern",
                "hello",
                "--query",
                "events[].message",
                "--output",
                "text"
            )
            #expect(messages == "hello")
        }
    }

    @Test func `describe functions and wait for them`() async throws {
        try await withCLI { aws in
            let text = ["--output", "text"]
            for waiter in ["function-active-v2", "function-exists", "function-updated-v2"] {
                _ = try await aws(["lambda", "wait", waiter, "--function-name", "F"])
            }
            let names = try await aws(
                ["lambda", "list-functions", "--query", "Functions[].FunctionName"] + text
            )
            #expect(names == "F")
            let reserved = ["--query", "Concurrency.ReservedConcurrentExecutions"]
            let function = ["--function-name", "F"]
            #expect(try await aws(["lambda", "get-function"] + function + reserved + text) == "7")
            let groups = try await aws(
                ["logs", "describe-log-groups", "--query", "logGroups[].logGroupName"] + text
            )
            #expect(groups == "/aws/lambda/F")
        }
    }

    @Test func `say what is not served`() async throws {
        try await withCLI { aws in
            let error = await #expect(throws: ToolFailed.self) {
                try await aws("lambda", "list-layers")
            }
            #expect(error?.result.errors.contains("UnknownOperationException") == true)
            #expect(error?.result.errors.contains("GET /2018-10-31/layers") == true)
        }
    }
}

private struct AWSCommand {
    let endpoint: String
    let folder: String

    var output: String { "\(folder)/answer" }

    func callAsFunction(_ arguments: String...) async throws -> String {
        try await self(arguments)
    }

    func callAsFunction(_ arguments: [String]) async throws -> String {
        let output = try await BuildTool("aws").run(
            ["--endpoint-url", endpoint, "--region", "us-east-1"] + arguments,
            environment: [
                "AWS_ACCESS_KEY_ID": "any", "AWS_SECRET_ACCESS_KEY": "any", "HOME": folder,
                "PATH": "/usr/bin:/bin",
            ]
        )
        return output.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
