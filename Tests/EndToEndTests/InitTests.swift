import Foundation
import TestServices
import Testing

struct InitTests {
    /// Builds with this repository's sources, as somebody does who has just heard of it.
    @Test
    func `A new package builds, tests and lints, and fetches none of the tooling's dependencies`()
        async throws
    {
        let home = newFolder()
        // What is left behind lies in the system's temporary folder.
        defer { try? FileManager.default.removeItem(atPath: home) }
        let folder = "\(home)/shop"
        #expect(try await make(folder).status == 0)
        #expect(try await make(folder).errors.contains("is there already"))
        let test = try await Command("swift", ["test", "--package-path", folder]).run()
        #expect(test.status == 0, "\(test.output)\(test.errors)")
        // What the products of ours are made of that run on somebody's own machine is fetched, but not built.
        let fetched = try FileManager.default.contentsOfDirectory(
            atPath: "\(folder)/.build/checkouts"
        )
        #expect(
            Set(fetched).isSubset(of: ["swift-log", "GRDB.swift", "swift-argument-parser", "Yams"])
        )
        let built = try FileManager.default.contentsOfDirectory(
            atPath: "\(folder)/.build/debug/Modules"
        )
        let modules = Set(built.filter { $0.hasSuffix(".swiftmodule") }.map { $0.dropLast(12) })
        let ours: Set<Substring> = [
            "AWSClient", "DurableExecution", "DurableLambda", "Hello", "HelloTests",
            "HTTPTransport",
            "LambdaRuntime", "Orders",
        ]
        #expect(modules.isSuperset(of: ours))
        #expect(modules.isDisjoint(with: ["GRDB", "ArgumentParser", "Logging", "NIOCore", "Yams"]))
        let lint = try await Command(BuildTool("cfn-lint").path, ["\(folder)/template.yaml"]).run()
        #expect(lint.status == 0, "\(lint.output)")
    }

    @Test func `A new package has the table, queues and roles of this repository's template`()
        async throws
    {
        let home = newFolder()
        // What is left behind lies in the system's temporary folder.
        defer { try? FileManager.default.removeItem(atPath: home) }
        #expect(try await make("\(home)/shop").status == 0)
        let new = try resources("\(home)/shop/template.yaml")
        let ours = try resources(repositoryRoot.appending(path: "template.yaml").path())
        for name in ["WakeUps", "Sweep", "LongWaits", "WakeUpsSender", "LostWakeUps"] {
            #expect(new[name] != nil && new[name] == ours[name], "\(name)")
        }
        // Only samples' executions may be lost with their stack.
        let table = ours["Executions"]?
            .replacingOccurrences(of: "DeletionPolicy: Delete", with: "DeletionPolicy: Retain")
        #expect(new["Executions"] == table)
        let policies = { (text: String?) in text?.components(separatedBy: "Policies:").last }
        #expect(policies(new["Orders"]) == policies(ours["Approvals"]))
    }

    /// `sam build` with a perdure that packages nothing but a word.
    @Test func `A new package is built by AWS's own tool`() async throws {
        let home = newFolder()
        // What is left behind lies in the system's temporary folder.
        defer { try? FileManager.default.removeItem(atPath: home) }
        #expect(try await make("\(home)/shop").status == 0)
        let perdure = "\(home)/perdure"
        let python = try BuildTool("python").path
        let script = """
            #!/bin/sh
            mkdir -p .perdure && printf '%s' "$2" >bootstrap
            \(python) -m zipfile -c ".perdure/$2.zip" bootstrap
            """
        try script.write(toFile: perdure, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: perdure)
        _ = try await BuildTool("sam").run(
            [
                "build", "--template-file", "\(home)/shop/template.yaml", "--build-dir",
                "\(home)/built",
            ],
            environment: [
                "SAM_CLI_TELEMETRY": "0", "AWS_DEFAULT_REGION": "us-east-1", "PERDURE": perdure,
            ]
        )
        for name in ["Hello", "Orders"] {
            let text = try String(
                contentsOfFile: "\(home)/built/\(name)/bootstrap",
                encoding: .utf8
            )
            #expect(text == name)
        }
    }

    private func newFolder() -> String {
        FileManager.default.temporaryDirectory.appending(path: "new-\(UUID().uuidString)").path()
    }

    private func make(_ folder: String) async throws -> Command.Result {
        try await Command(
            builtProduct("perdure"),
            ["init", folder, "--perdure", repositoryRoot.path()]
        ).run()
    }

    /// The text of each resource of a template, by its name.
    private func resources(_ path: String) throws -> [String: String] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let blocks = text.components(separatedBy: "\n\n").map { block in
            block.split(separator: "\n").filter { !$0.hasPrefix("  #") }.joined(separator: "\n")
        }
        let named = blocks.compactMap { block -> (String, String)? in
            guard let line = block.split(separator: "\n").first, line.hasSuffix(":") else {
                return nil
            }
            return (line.dropLast().trimmingCharacters(in: .whitespaces), block)
        }
        return Dictionary(named) { first, _ in first }
    }
}
