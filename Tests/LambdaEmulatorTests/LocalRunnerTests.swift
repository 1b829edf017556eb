import Foundation
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
        let python = try BuildTool("python").path
        let runner = try ServiceProcess([
            python, Self.conformance.appending(path: "local-runner").path(),
            "--template", Self.template, "--bootstrap", builtProduct("ConformanceFunction"),
        ])
        let line = try await runner.waitForOutput("Serving at http")
        let endpoint = try #require(
            line.split(whereSeparator: \.isWhitespace).last.map(String.init)
        )
        let script = Self.conformance.appending(path: "run").path()
        let arguments = [
            script, "--endpoint", endpoint, "--template", Self.template, "--partial",
            "--except", "2-4", "--except", "2-5",
        ]
        let output = try await Command(python, arguments).run().output
        #expect(output.hasSuffix(" passed, 0 failed\n"), "\(output)")
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
