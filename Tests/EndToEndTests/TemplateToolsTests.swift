import Foundation
import TestServices
import Testing

/// What AWS's own tools and others say of what we ship.
struct TemplateToolsTests {
    private let template = repositoryRoot.appending(path: "template.yaml").path()
    private let environment = ["SAM_CLI_TELEMETRY": "0", "AWS_DEFAULT_REGION": "us-east-1"]

    @Test func `cfn-lint and sam validate find nothing`() async throws {
        #expect(try await BuildTool("cfn-lint").run([template]) == "")
        _ = try await BuildTool("sam").run(
            ["validate", "--lint", "--template-file", template],
            environment: environment
        )
    }

    @Test(arguments: [
        "Echo", "EchoJSON", "Shop", "Receipts", "Streaming", "Approvals", "ApprovalDesk",
        "bundled/NetworkProbe",
    ])
    func `every zip is accepted by other programs`(function: String) async throws {
        let zip = try Sample(function).zip
        for command in [["unzip", "-tq"], ["python3", "-m", "zipfile", "-t"], ["bsdtar", "-tf"]] {
            let program = Command(command[0], command.dropFirst() + [zip])
            let result = try await program.run()
            #expect(result.status == 0, "\(command): \(result.output)\(result.errors)")
        }
    }
}
