import Foundation
import TestServices
import Testing

struct InitTests {
    /// Builds with this repository's sources, as somebody does who has just heard of it.
    @Test
    func `A new package builds, tests and lints, and fetches none of the tooling's dependencies`()
        async throws
    {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "new-\(UUID().uuidString)/shop").path()
        // What is left behind lies in the system's temporary folder.
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let perdure = Command(
            builtProduct("perdure"),
            ["init", folder, "--perdure", repositoryRoot.path()]
        )
        #expect(try await perdure.run().status == 0)
        #expect(try await perdure.run().errors.contains("is there already"))
        let test = try await Command("swift", ["test", "--package-path", folder]).run()
        #expect(test.status == 0, "\(test.output)\(test.errors)")
        let fetched = try FileManager.default.contentsOfDirectory(
            atPath: "\(folder)/.build/checkouts"
        )
        // What products of ours are made of; of these, only what a product uses is built.
        #expect(Set(fetched).isSubset(of: ["swift-log", "GRDB.swift"]))
        let lint = try await Command(BuildTool("cfn-lint").path, ["\(folder)/template.yaml"]).run()
        #expect(lint.status == 0, "\(lint.output)")
    }
}
