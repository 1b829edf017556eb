import Foundation
import TestServices
import Testing

/// Misuse of a context must be rejected by the compiler, and correct use accepted.
///
/// `-emit-sil`, because `-typecheck` stops before the check of isolation regions.
@Suite struct `The compiler` {
    private static let isolation = ["data race", "non-Sendable", "cannot be used in", "sending"]

    /// The last is what the compiler says, in one of these words.
    static let misuses: [(name: String, body: String, words: [String])] = [
        (
            "a durable operation inside a step",
            #"try await context.step("outer") { try await context.step("inner") { 1 } }"#,
            isolation
        ),
        (
            "async let over one context",
            """
            async let first = context.step("first") { 1 }
            async let second = context.step("second") { 2 }
            _ = try await (first, second)
            """,
            isolation
        ),
        (
            "a task group over one context",
            """
            try await withThrowingTaskGroup(of: Int.self) { group in
                group.addTask { try await context.step("in a group") { 1 } }
                try await group.waitForAll()
            }
            """,
            isolation
        ),
        (
            "a task over one context",
            #"_ = try await Task { try await context.step("in a task") { 1 } }.value"#,
            isolation
        ),
        (
            "a branch that reaches for its parent's context",
            """
            _ = try await context.map("items", over: [1, 2]) { item, _ in
                try await context.step("not mine") { item }
            }
            """,
            isolation
        ),
        (
            "a workflow for a transient runtime that is to be durable",
            """
            _ = Workflow("other", runtime: .lambda, durable: true) { (_: Int, _: WorkflowContext) in 1 }
            """,
            ["extra argument 'durable'", "type 'HostRuntime?' has no member 'lambda'"]
        ),
    ]

    static let uses: [(name: String, body: String)] = [
        (
            "a helper that takes the context",
            "try await helper(context)"
        ),
        (
            "a branch that uses its own context",
            """
            _ = try await context.map("items", over: [1, 2]) { item, context in
                try await context.step("mine") { item }
            }
            """
        ),
    ]

    @Test(arguments: misuses)
    func `rejects`(_ misuse: (name: String, body: String, words: [String])) async throws {
        let report = try await compile(misuse.body)
        #expect(report.status != 0, "\(misuse.name) compiles")
        #expect(misuse.words.contains { report.errors.contains($0) }, "\(report.errors)")
    }

    @Test(arguments: uses)
    func `accepts`(_ use: (name: String, body: String)) async throws {
        let report = try await compile(use.body)
        #expect(report.status == 0, "\(use.name): \(report.errors)")
    }

    private func compile(_ body: String) async throws -> Command.Result {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "perdure-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // The system cleans up too.
        let file = folder.appending(path: "Snippet.swift")
        try snippet(body).write(to: file, atomically: true, encoding: .utf8)
        return try await runCompiler(on: file)
    }

    private func snippet(_ body: String) -> String {
        """
        import DurableExecution

        func helper(_ context: WorkflowContext) async throws {
            try await context.wait("politely", for: .minutes(1))
        }

        let workflow = Workflow("snippet") { (_: Int, context: WorkflowContext) in
        \(body)
        }
        """
    }

    private func runCompiler(on file: URL) async throws -> Command.Result {
        let options = [
            "-swift-version", "6", "-enable-upcoming-feature", "NonisolatedNonsendingByDefault",
            "-I", try modules().path, "-parse-as-library", "-emit-sil", "-o", "/dev/null",
        ]
        return try await Command("swiftc", options + [file.path]).run()
    }

    /// The build folder that this test itself runs from.
    private func modules() throws -> URL {
        let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let beside = [URL(filePath: executable), URL(filePath: CommandLine.arguments[0])]
            .map { $0.deletingLastPathComponent().appending(path: "Modules") }
        let fallback = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: ".build/debug/Modules")
        let found = (beside + [fallback]).first {
            FileManager.default.fileExists(
                atPath: $0.appending(path: "DurableExecution.swiftmodule").path
            )
        }
        return try #require(found, "DurableExecution.swiftmodule is not beside the tests")
    }
}
