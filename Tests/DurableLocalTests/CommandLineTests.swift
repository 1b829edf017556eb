import DurableLocal
import Foundation
import TestServices
import Testing

@testable import DurableExecution

@Suite struct `The command line on a SQLite file` {
    private let path = FileManager.default.temporaryDirectory
        .appending(path: "commands-\(UUID().uuidString).sqlite").path()
    private let store: ExecutionStore

    init() throws {
        store = .local(try LocalStore.sqlite(path).table, now: { WallClock().now })
    }

    private func perdure(_ arguments: String...) async throws -> Command.Result {
        try await run("perdure", arguments)
    }

    private func run(_ program: String, _ arguments: [String]) async throws -> Command.Result {
        var command = Command(builtProduct(program), arguments)
        command.environment = ["PERDURE_STORE": "sqlite://\(path)"]
        return try await command.run()
    }

    private func record(_ name: String) async throws -> ExecutionRecord {
        try #require(try await store.record(of: "onboarding/\(name)"))
    }

    @Test func `starts, lists, shows, stops and forgets executions`() async throws {
        let start = try await perdure(
            "executions",
            "start",
            "onboarding",
            "--name",
            "ada",
            "--input",
            #"{"name":"Ada"}"#,
            "--tag",
            "vip"
        )
        #expect(start.output == "ada\n")
        let list = try await perdure("executions", "list", "--tag", "vip", "-o", "plain")
        #expect(list.output.hasPrefix("ada\tonboarding\tRUNNING\t"))
        #expect(
            try await perdure("executions", "list", "--tag", "none", "-o", "plain").output == ""
        )
        #expect(try await perdure("executions", "delete", "ada").status != 0)
        #expect(try await perdure("executions", "stop", "ada", "--reason", "over").status == 0)
        let show = try await perdure("executions", "show", "ada")
        #expect(show.output.contains(#"started with {"name":"Ada"}"#))
        #expect(show.output.contains("was stopped: ExecutionStopped: over"))
        let again = try await perdure("executions", "cancel", "ada")
        #expect(again.errors.contains("has ended already: STOPPED"))
        #expect(try await perdure("executions", "prune", "0s").errors == "1 executions forgotten\n")
        #expect(try await store.record(of: "onboarding/ada") == nil)
    }

    @Test func `shows one page after the other`() async throws {
        for name in ["a", "b", "c"] {
            try await store.request("onboarding", ExecutionName(name), input: nil)
        }
        let first = try await perdure("executions", "list", "--limit", "2", "-o", "plain")
        let cursor = try #require(first.errors.split(separator: "'").dropFirst().first)
        let second = try await perdure(
            "executions",
            "list",
            "--limit",
            "2",
            "--cursor",
            String(cursor),
            "-o",
            "plain"
        )
        let lines = (first.output + second.output).split(separator: "\n")
        #expect(Set(lines.compactMap(\.first)) == ["a", "b", "c"])
        #expect(second.errors == "")
    }

    @Test func `shows and answers callbacks`() async throws {
        let owner = LogEntry.Owner(deadline: .distantFuture, process: 1)
        guard
            case .owned(let log) = try await store.start(
                "onboarding",
                ExecutionName("ada"),
                input: nil,
                as: owner
            )
        else { throw Unlucky() }
        let question = OperationUpdate(
            id: .path(1, in: nil),
            name: "question",
            subtype: "Callback",
            change: .startCallback(CallbackLimits())
        )
        _ = try await log.checkpoint([question], against: log.token)
        let row = try await perdure("callbacks", "list", "-o", "plain").output
        let token = try #require(row.split(separator: "\t").last?.dropLast())
        #expect(row.hasPrefix("question\tada\tnever\t"))
        let wrong = try await perdure("callbacks", "succeed", "\(token)0", "--payload", "true")
        #expect(wrong.status != 0)
        #expect(
            try await perdure("callbacks", "succeed", String(token), "--payload", "true").status
                == 0
        )
        let answer = try await record("ada")[.path(1, in: nil)]
        #expect(answer?.status == .succeeded)
    }

    @Test func `of a program refuses an input that does not fit, before anything is recorded`()
        async throws
    {
        let result = try await run(
            "Onboarding",
            ["start", "onboarding", "--name", "bob", "--input", #"{"nme":1}"#]
        )
        #expect(result.errors.contains("does not fit the workflow"))
        #expect(try await store.record(of: "onboarding/bob") == nil)
        let other = try await run("Onboarding", ["start", "offboarding"])
        #expect(other.errors.contains("there is no workflow 'offboarding', but onboarding"))
    }

    @Test func `does not make a store of a file that is not there`() async throws {
        let result = try await perdure(
            "executions",
            "list",
            "--store",
            "sqlite:///none/such.sqlite"
        )
        #expect(result.errors.contains("there is no such file"))
    }
}
