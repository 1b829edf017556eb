import AWSClient
import Foundation
import LambdaPackager
import TestServices
import Testing

/// What `sam build` makes of the template; the functions themselves are packaged already.
struct BuiltTemplateTests {
    private static let codes = [
        "Echo": "Echo", "EchoJSON": "EchoJSON", "Shop": "Shop", "Receipts": "Receipts",
        "Streaming": "Streaming", "Approvals": "Approvals", "NativeApprovals": "Approvals",
        "ApprovalDesk": "ApprovalDesk",
    ]

    @Test(.timeLimit(.minutes(15)))
    func `sam build makes folders of what the zips hold, which can be deployed`() async throws {
        try await withBuild { folder in
            for (function, product) in Self.codes {
                let zip = try ZipArchive(contentsOf: Sample(product).zip)
                let files = try FileManager.default.subpathsOfDirectory(
                    atPath: "\(folder)/\(function)"
                )
                #expect(files.sorted() == zip.entries.map(\.path.description).sorted())
                for entry in zip.entries {
                    let path = "\(folder)/\(function)/\(entry.path)"
                    #expect(try Files.read(path) == entry.content)
                    #expect(
                        FileManager.default.isExecutableFile(atPath: path) == entry.isExecutable
                    )
                }
            }
            try await expectDeployable("\(folder)/template.yaml")
        }
    }

    private func expectDeployable(_ template: String) async throws {
        let built = try await Deployment.shared.deploy(template, as: "built")
        let answer = try await built.service.client().send(
            LambdaAPI.Invoke(function: try built["EchoFunction"], payload: Array("[1]".utf8))
        )
        #expect(answer.functionError == nil)
        #expect(answer.payload == Array("[1]".utf8))
        // MiniStack forgets what its stack asked for, so the stack is asked.
        let durability = try await BuildTool("aws").run(
            [
                "cloudformation", "get-template", "--stack-name", "built", "--template-stage",
                "Processed", "--query",
                "TemplateBody.Resources.NativeApprovals.Properties.DurableConfig.ExecutionTimeout",
            ],
            environment: built.environment
        )
        #expect(durability == "2592000\n")
    }

    private func withBuild(_ body: (_ folder: String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            .path()
        // What is left behind lies in the system's temporary folder.
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try await BuildTool("sam").run(
            [
                "build", "--template-file", repositoryRoot.appending(path: "template.yaml").path(),
                "--build-dir", folder,
            ],
            environment: [
                "SAM_CLI_TELEMETRY": "0", "AWS_DEFAULT_REGION": "us-east-1",
                // Builds nothing: the makefile then takes the zips that are there.
                "PERDURE": "/bin/true",
            ]
        )
        try await body(folder)
    }
}
