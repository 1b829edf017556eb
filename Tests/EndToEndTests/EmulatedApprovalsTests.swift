import Foundation
import TestServices
import Testing

/// The packaged sample that AWS would keep the executions of, on the emulator, by the commands of the README.
struct EmulatedApprovalsTests {
    @Test(.timeLimit(.minutes(15)))
    func `waits for its answer without a process, and ends`() async throws {
        let service = try ServiceProcess([
            builtProduct("perdure"), "dev", "--packaged", "--port", "0", "--idle", "0.1",
            "--skip-time", "--template", repositoryRoot.appending(path: "template.yaml").path(),
            "--parameter", "NativeDurability=true",
        ])
        let greeting = try await service.waitForOutput("\n  NativeApprovals ")
        let endpoint = try #require(greeting.firstMatch(of: /http:\/\/127\.0\.0\.1:[0-9]+/)).output
        func perdure(_ arguments: String...) async throws -> String {
            var command = Command(builtProduct("perdure"), arguments)
            command.environment = ["PERDURE_ENDPOINT": String(endpoint)]
            let result = try await command.run()
            #expect(result.status == 0, "\(result.errors)")
            return result.output
        }

        let document = repositoryRoot.appending(path: "samples/Approvals/document.json").path()
        _ = try await perdure(
            "invoke",
            "NativeApprovals",
            "--event",
            document,
            "--async",
            "--name",
            "plan"
        )
        try await service.waitForOutput("process ended, none is left")
        let callbacks = try await perdure("callbacks", "list", "--output", "json")
        let token = try #require(callbacks.firstMatch(of: /"token":"([^"]*)"/)).output.1
        let answer = #"{"approved":true,"by":"Grace"}"#
        _ = try await perdure("callbacks", "succeed", String(token), "--payload", answer)
        try await service.waitForOutput("execution plan ended: SUCCEEDED")
        #expect(try await perdure("executions", "show", "plan").contains("approved by Grace"))
    }
}
