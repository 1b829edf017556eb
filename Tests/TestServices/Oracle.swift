import Foundation

/// A program that knows the right answers: one line of JSON in, one line out.
package struct Oracle {
    private let script: String

    /// The script `Tests/<folder>/Oracles/<name>.py`.
    package init(_ name: String, of folder: String) {
        script = repositoryRoot.appending(path: "Tests/\(folder)/Oracles/\(name).py").path()
    }

    package func answers(
        to questions: [some Encodable],
        environment: [String: String] = [:]
    ) async throws -> [String] {
        let encoder = JSONEncoder()
        let lines = try questions.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
        return try await answers(toLines: lines, environment: environment)
    }

    package func answers(
        toLines lines: [String],
        environment: [String: String] = [:]
    ) async throws -> [String] {
        let output = try await BuildTool("python").run(
            [script],
            input: lines.joined(separator: "\n"),
            environment: environment
        )
        return output.split(separator: "\n").map(String.init)
    }
}
