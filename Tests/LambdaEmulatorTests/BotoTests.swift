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
                    environment: ["PERDURE_STORE": "dynamodb://nowhere"]
                ),
            ]
            let script = try #require(
                Bundle.module.url(forResource: "Oracles/boto", withExtension: "py")
            )
            try await EmulatorHarness.run(functions) { emulator in
                let endpoint = "http://127.0.0.1:\(emulator.port)"
                let output = try await BuildTool("python")
                    .run([script.path(), endpoint], input: "")
                #expect(output == "ok\n")
            }
        }
    }
}
