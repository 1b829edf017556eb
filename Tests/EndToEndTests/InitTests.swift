import Foundation
import TestServices
import Testing

struct InitTests {
    /// Builds with this repository's sources, as somebody does who has just heard of it.
    @Test
    func `A new package builds, tests and lints, and fetches none of the tooling's dependencies`()
        async throws
    {
        let home = FileManager.default.temporaryDirectory
            .appending(path: "new-\(UUID().uuidString)").path()
        // What is left behind lies in the system's temporary folder.
        defer { try? FileManager.default.removeItem(atPath: home) }
        let folder = "\(home)/shop"
        let perdure = Command(
            builtProduct("perdure"),
            ["init", folder, "--perdure", repositoryRoot.path()]
        )
        #expect(try await perdure.run().status == 0)
        #expect(try await perdure.run().errors.contains("is there already"))
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
}
