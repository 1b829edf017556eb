import JSONCoding
import LogTables
import Testing

@testable import DurableExecution
@testable import LambdaEmulator

/// AWS's conformance cases on the core alone, over every table that keeps executions.
@Suite struct `The core and AWS's conformance cases` {
    @Test func `are all there but the one in which a process dies`() {
        #expect(ConformanceCase.inProcess.count == 101)
    }

    @Test(arguments: TableKind.allCases, ConformanceCase.inProcess)
    func `agree on the result and the history`(
        _ kind: TableKind,
        example: ConformanceCase
    ) async throws {
        var bindings = Bindings(example.variables)
        let execution = try await Self.execution(of: example, bindings, in: kind)
        let outcome = try await execution.run(.replay)
        var found = bindings.differences(example, outcome)
        found += bindings.differences(example, history: try await execution.history())
        #expect(found == [])
    }

    @Test(arguments: TableKind.allCases, ConformanceCase.inProcess.filter(\.isDeterministic))
    func `agree, whatever keeps the execution, replayed or going on where it stopped`(
        _ kind: TableKind,
        example: ConformanceCase
    ) async throws {
        let bindings = Bindings(example.variables)
        let model = try await Self.execution(of: example, bindings, in: .memory)
        let outcome = try await model.run(.replay)
        let history = try await model.history().map(\.withoutToken)
        for resumption in [InProcessExecution.Resumption.replay, .inPlace] {
            let execution = try await Self.execution(of: example, bindings, in: kind)
            #expect(try await execution.run(resumption) == outcome)
            #expect(try await execution.history().map(\.withoutToken) == history)
        }
    }

    private static func execution(
        of example: ConformanceCase,
        _ bindings: Bindings,
        in kind: TableKind
    ) async throws -> InProcessExecution {
        let (workflow, target) = try #require(FunctionTemplate.workflow(for: example.name))
        return try InProcessExecution(
            workflow,
            calling: target,
            input: bindings.filled(example.input).description,
            example.actions.map { InProcessExecution.Action($0, bindings) },
            in: try await kind.shared
        )
    }
}

extension ConformanceCase {
    /// Neither chance nor the order in which tasks run shows in its history.
    fileprivate var isDeterministic: Bool { !["1-13", "8-11", "9-11"].contains(name) }
}

extension InProcessExecution.Action {
    fileprivate init(_ action: ConformanceCase.Action, _ bindings: Bindings) {
        let wanted = bindings.filled(action.callback)
        let payload = bindings.filled(action.payload)
        isFor = { name in
            if wanted == .string("*") || wanted.string == name { return true }
            let pattern = wanted.string?.wholeMatch(of: /\$\{\/(.+)\/\}/)?.1
            return pattern.map { Bindings.matches(.string(name ?? ""), String($0)) } ?? false
        }
        delay = action.delay
        completion =
            switch action.operation {
            case "success": .succeeded(result: payload.description)
            case "failure":
                .failed(
                    ErrorObject(
                        type: payload["ErrorType"]?.string,
                        message: payload["ErrorMessage"]?.string
                    )
                )
            default: nil
            }
    }
}

extension Bindings {
    fileprivate mutating func differences(
        _ example: ConformanceCase,
        _ outcome: ExecutionOutcome
    ) -> [String] {
        var found: [String] = []
        let status = ExecutionStatusText(outcome)
        if let expected = example.status, expected != status.text {
            found.append("status: expected \(expected), got \(outcome)")
        }
        if let expected = example.result, expected != .null {
            // A result that is no JSON is none.
            let actual = status.result.flatMap { try? JSON(parsing: Array($0.utf8)) }
            found += differences(expected, actual, at: "result")
        }
        return found
    }

    fileprivate mutating func differences(
        _ example: ConformanceCase,
        history: [JSON]
    ) -> [String] {
        example.history.flatMap { expected -> [String] in
            guard let id = expected["EventId"]?.integer, history.indices.contains(id - 1) else {
                return ["event \(expected["EventId"] ?? .null) is missing"]
            }
            return differences(expected, history[id - 1], at: "event \(id)")
        }
    }
}

/// How an execution ended, in the words of the API.
private struct ExecutionStatusText {
    let text: String
    var result: String?

    init(_ outcome: ExecutionOutcome) {
        switch outcome {
        case .succeeded(let result): (text, self.result) = ("SUCCEEDED", result)
        case .failed: text = "FAILED"
        case .timedOut: text = "TIMED_OUT"
        case .stopped: text = "STOPPED"
        case .continued: text = "CONTINUED"
        }
    }
}

extension JSON {
    /// An event without the token of a callback, which no two executions share.
    fileprivate var withoutToken: JSON {
        guard case .object(var members) = self,
            case .object(var details)? = members["CallbackStartedDetails"]
        else { return self }
        details["CallbackId"] = nil
        members["CallbackStartedDetails"] = .object(details)
        return .object(members)
    }
}
