import ArgumentParser
public import DurableExecution

extension LocalRuntime {
    /// The command line of a program that hosts workflows on one machine.
    ///
    /// ```swift
    /// @main struct Main {
    ///     static func main() async { await LocalRuntime.main(approval, refund) }
    /// }
    /// ```
    ///
    /// `serve` runs executions until the process is told to end, `start` has one started, and `run`
    /// runs one to its end and prints its result. `--store`, `perdure.yaml` or `PERDURE_STORE` names the
    /// store.
    public static func main<each Input, each Output>(
        _ workflow: repeat Workflow<each Input, each Output>
    ) async {
        var hosted: [HostedWorkflow] = []
        repeat hosted.append((each workflow).hosted)
        do {
            var command = try LocalProgram.parseAsRoot()
            if let command = command as? any LocalCommand {
                try await command.run(hosted)
            } else {
                try command.run()
            }
        } catch {
            LocalProgram.exit(withError: error)
        }
    }
}

struct LocalProgram: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: CommandLine.arguments.first?.split(separator: "/").last.map(String.init),
        abstract: "Run workflows on this machine.",
        subcommands: [Serve.self, Start.self, Run.self],
        defaultSubcommand: Serve.self
    )
}

/// A command that needs the program's workflows.
protocol LocalCommand: ParsableCommand {
    func run(_ workflows: [HostedWorkflow]) async throws
}

struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where executions are kept, such as sqlite://executions.sqlite.",
            discussion: """
                PERDURE_STORE and 'store' in perdure.yaml set the default, otherwise \
                sqlite://perdure.sqlite.
                """,
            valueName: "url"
        )
    )
    var store: String?

    /// The store's name.
    func place(_ configuration: Configuration) -> String {
        store ?? configuration.settings.store ?? "sqlite://perdure.sqlite"
    }

    func opened(_ configuration: Configuration) throws -> LocalStore {
        try LocalStore(place(configuration))
    }
}

struct StartedExecution: ParsableArguments {
    @Argument(help: "The workflow.")
    var workflow: String

    @Option(
        help: "The execution's name: the same name finds the same execution (default: a new one)."
    )
    var name: String?

    @Option(help: ArgumentHelp("The input as JSON.", valueName: "json"))
    var input = "null"

    @Option(help: "A word to find it by; up to three.")
    var tag: [String] = []

    @Flag(inversion: .prefixedNo, help: "Whether it is recorded (default: as the workflow says).")
    var durable: Bool?

    /// Whether it is to be recorded.
    func isDurable(
        _ workflows: [HostedWorkflow],
        _ configuration: Configuration
    ) throws -> Bool {
        try hosted(workflows).with(configuration.settings(for: workflow)).isDurableLocally(durable)
    }

    /// Starts it, if its input fits the workflow.
    func start(
        on host: LocalHost,
        _ workflows: [HostedWorkflow]
    ) async throws -> Execution<Void> {
        let hosted = try hosted(workflows)
        try hosted.check(input)
        let name = name ?? "run-\(String(UInt64.random(in: .min ... .max), radix: 16))"
        return try await host.start(
            hosted,
            ExecutionName(name),
            input: input,
            durable: durable,
            tags: tag.isEmpty ? nil : tag
        )
    }

    private func hosted(_ workflows: [HostedWorkflow]) throws -> HostedWorkflow {
        guard let hosted = workflows.last(where: { $0.name == workflow }) else {
            let known = workflows.map(\.name).joined(separator: ", ")
            throw ValidationError("there is no workflow '\(workflow)', but \(known)")
        }
        return hosted
    }
}
