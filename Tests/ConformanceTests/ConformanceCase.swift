import Foundation
import JSONCoding
import TestServices
import Testing

@testable import DurableExecution

/// One case of AWS's suite.
struct ConformanceCase: Sendable, CustomTestStringConvertible {
    let name: String
    let input: JSON
    let variables: [String: JSON]
    let actions: [Action]
    let status: String?
    let result: JSON?
    let history: [JSON]

    /// What somebody outside does about a callback.
    struct Action: Sendable {
        let callback: JSON
        let operation: String
        let payload: JSON
        let delay: Duration
    }

    var testDescription: String { name }

    init(_ file: URL) throws {
        name = file.deletingPathExtension().lastPathComponent
        let document = try JSON(yaml: String(contentsOf: file, encoding: .utf8))
        input = document["Input"] ?? .null
        variables = document["Variables"]?.members ?? [:]
        actions = document["CallbackActions"]?.elements.map(Action.init) ?? []
        status = document["ExpectedResult"]?["ExecutionStatus"]?.string
        result = document["ExpectedResult"]?["Result"]
        history = document["ExpectedExecutionHistory"]?.elements ?? []
    }

    /// Every case that needs no service; in the others a process dies.
    static let inProcess = all.filter { $0.name != "1-17" }

    private static let all: [ConformanceCase] = {
        let folder = repositoryRoot.appending(path: "Tests/Conformance/cases")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (files?.allObjects as? [URL] ?? [])
            .filter { $0.pathExtension == "yaml" }
            // A file that cannot be read is missed by the test that counts the cases.
            .compactMap { try? ConformanceCase($0) }
            .sorted { $0.name.localizedStandardCompare($1.name) == .orderedAscending }
    }()
}

extension ConformanceCase.Action {
    init(_ value: JSON) {
        callback = value["CallbackName"] ?? .string("*")
        operation = value["Operation"]?.string?.lowercased() ?? ""
        payload = value["Payload"] ?? .null
        delay = .seconds(value["Delay"]?.integer ?? 0)
    }
}
