import Foundation
import TestServices
import Testing

@testable import LambdaEmulator

@Suite struct `The emulator and boto3` {
    @Test func `agree on invoking, executions, histories and callbacks`() async throws {
        try await withTemporaryFolder { folder in
            let functions = [
                try FunctionDefinition.built("Echo", named: "Echo", in: folder),
                try FunctionDefinition.built(
                    "Approvals",
                    named: "Approvals",
                    in: folder,
                    durability: Durability(executionTimeout: .seconds(3600))
                ),
            ]
            try await EmulatorHarness.run(functions) { emulator in
                try await run("boto", emulator.endpoint)
            }
        }
    }

    @Test func `agree on response streams and throttling`() async throws {
        try await withTemporaryFolder { folder in
            let functions = [
                try FunctionDefinition.built("MisbehavingBootstrap", named: "F", in: folder),
                try FunctionDefinition.built(
                    "Echo",
                    named: "Never",
                    in: folder,
                    reservedConcurrency: 0
                ),
            ]
            let route = HTTPRoute(method: nil, path: nil, function: "F", format: .v2)
            let url = HTTPEndpoint(
                logicalID: "FUrl",
                kind: .functionURL(isStreamed: true),
                routes: [route]
            )
            try await EmulatorHarness.run(functions, endpoints: [url]) { emulator in
                try await run("streaming", emulator.endpoint, folder)
            }
        }
    }

    private func run(_ script: String, _ arguments: String...) async throws {
        let script = try #require(
            Bundle.module.url(forResource: "Oracles/\(script)", withExtension: "py")
        )
        let output = try await BuildTool("python").run([script.path()] + arguments)
        #expect(output == "ok\n")
    }
}
