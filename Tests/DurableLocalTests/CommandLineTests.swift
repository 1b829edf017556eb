import DurableLocal
import DurableTesting
import Foundation
import TestServices
import Testing

@testable import DurableExecution

@Suite struct `The command line on a SQLite file` {
    private let path = FileManager.default.temporaryDirectory
        .appending(path: "commands-\(UUID().uuidString).sqlite").path()
    private let store: ExecutionStore

    init() throws {
        store = .local(try LocalStore.sqlite(path).table, now: { .now })
    }

    private func perdure(_ arguments: String...) async throws -> Command.Result {
        try await run("perdure", arguments)
    }

    private func run(
        _ program: String,
        _ arguments: [String],
        input: String = ""
    ) async throws -> Command.Result {
        var command = Command(builtProduct(program), arguments)
        command.input = input
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

    @Test func `finds executions by their names and inputs, and starts them once more`()
        async throws
    {
        for (name, id) in [("ada-1", 1), ("ada-2", 2), ("bob", 2)] {
            let input = #"{"customer":{"id":\#(id)},"tags":["\#(name)"]}"#
            let arguments = ["executions", "start", "onboarding", "--name", name, "--input", input]
            #expect(try await run("perdure", arguments).status == 0)
        }
        func list(_ arguments: String...) async throws -> [Substring] {
            let all = ["executions", "list", "-o", "plain"] + arguments
            return try await run("perdure", all).output.split(separator: "\n")
                .compactMap { $0.split(separator: "\t").first }.sorted()
        }
        #expect(try await list("--input", "customer.id=2") == ["ada-2", "bob"])
        #expect(try await list("--input", "customer.id=2", "--name", "ada") == ["ada-2"])
        #expect(try await list("--input", "tags.0=bob") == ["bob"])
        #expect(try await list("--input", #"customer={"id":1}"#) == ["ada-1"])
        #expect(try await list("--input", "customer.name=Ada").isEmpty)
        #expect(try await perdure("executions", "list", "--input", "customer").status != 0)

        #expect(
            try await perdure("executions", "restart", "bob", "--name", "eve").output == "eve\n"
        )
        let edited = #"{"customer":{"id":7}}"#
        _ = try await perdure("executions", "restart", "bob", "--name", "kim", "--input", edited)
        #expect(try await list("--input", "customer.id=2") == ["ada-2", "bob", "eve"])
        #expect(try await list("--input", "customer.id=7") == ["kim"])
        #expect(try await perdure("executions", "resume", "bob").status == 0)
        let pause = try await perdure("executions", "pause", "bob")
        #expect(pause.errors.contains("only an execution that AWS's service keeps can be paused"))
        let fork = try await perdure("executions", "fork", "bob", "--from", "welcome")
        #expect(fork.errors.contains("The execution has not begun any operation yet"))
        let cost = try await perdure("executions", "cost", "bob", "-o", "plain")
        #expect(
            cost.output == """
                a DynamoDB table\t3 write units, 1 write request\t1.88
                AWS's durable functions\t1 operation, 36 bytes written\t8.01

                """
        )
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

    /// Starts an execution that waits for an answer.
    private func ask(_ name: String) async throws {
        let owner = LogEntry.Owner(deadline: .distantFuture, process: 1)
        let name = try ExecutionName(name)
        guard
            case .owned(let log) = try await store.start("onboarding", name, input: nil, as: owner)
        else { throw Unlucky() }
        let question = OperationUpdate(
            id: .path(1, in: nil),
            name: "question",
            subtype: "Callback",
            change: .startCallback(CallbackLimits())
        )
        _ = try await log.checkpoint([question], against: log.token)
    }

    @Test func `shows and answers callbacks`() async throws {
        try await ask("ada")
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
        let nothing = try await perdure("callbacks", "answer")
        #expect(nothing.errors == "Nothing waits for an answer.\n")
    }

    @Test func `prints a history that changed code can be held against`() async throws {
        try await ask("ada")
        let json = try await perdure("executions", "show", "ada", "--output", "json").output
        let history = try StoredHistory(json: json)
        func workflow(_ question: String) -> Workflow<Int?, Bool> {
            Workflow("onboarding") { (_: Int?, context: WorkflowContext) in
                let callback = try await context.createCallback(question, returning: Bool.self)
                return try await callback.result() == .received(true)
            }
        }
        try await history.replay(workflow("question"))
        await #expect(throws: HistoryError.self) {
            try await history.replay(workflow("another question"))
        }
    }

    @Test func `asks which callback is to be answered, and with what`() async throws {
        for name in ["ada", "bob"] { try await ask(name) }
        let silent = try await run("perdure", ["callbacks", "answer"])
        #expect(silent.status != 0)
        #expect(silent.errors.contains("nothing was answered, and nothing is changed"))
        let result = try await run("perdure", ["callbacks", "answer"], input: "9\n1\nyes\ntrue\n")
        #expect(result.status == 0)
        #expect(result.errors.contains("'9' is none of them."))
        #expect(result.errors.contains("that is not valid JSON"))
        let chosen = try #require(result.output.split(separator: "\n").first?.suffix(3))
        #expect(result.output.hasSuffix("question of onboarding \(chosen) is answered.\n"))
        for name in ["ada", "bob"] {
            let status = try await record(name)[.path(1, in: nil)]?.status
            #expect(status == (name == chosen ? .succeeded : .started))
        }
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

    @Test func `says of an answer that nobody waits for that nobody does`() async throws {
        let start = ["executions", "start", "onboarding", "--name", "ada"]
        #expect(try await run("perdure", start).status == 0)
        let answer = try await perdure(
            "callbacks",
            "succeed",
            "onboarding/ada:1:0",
            "--payload",
            "1"
        )
        #expect(answer.status == 1)
        #expect(answer.errors.hasPrefix("Error: No execution waits with this token"))
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
