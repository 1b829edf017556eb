import Foundation
import TestServices
import Testing

/// A program that knows the right answers: one line of JSON in, one line out.
struct Oracle {
    private let name: String

    init(_ name: String) {
        self.name = name
    }

    func answers(
        to questions: [some Encodable],
        environment: [String: String] = [:]
    ) async throws -> [String] {
        let encoder = JSONEncoder()
        let lines = try questions.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
        return try await answers(toLines: lines, environment: environment)
    }

    func answers(
        toLines lines: [String],
        environment: [String: String] = [:]
    ) async throws -> [String] {
        let script = try #require(
            Bundle.module.url(forResource: "Oracles/\(name)", withExtension: "py")
        )
        let output = try await BuildTool("python").run(
            [script.path()],
            input: lines.joined(separator: "\n"),
            environment: environment
        )
        return output.split(separator: "\n").map(String.init)
    }
}
