import ArgumentParser
import DurableExecution

extension LocalProgram {
    struct Serve: LocalCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run executions until told to end; what runs then is handed over."
        )

        @OptionGroup var options: StoreOptions

        @Option(help: "How many days executions are kept after their end (default: for ever).")
        var retentionDays: Int?

        func run(_ workflows: [HostedWorkflow]) async throws {
            var settings = LocalRuntime.Options()
            settings.retention = retentionDays.map { .days($0) }
            let runtime = try LocalRuntime(
                workflows,
                store: options.opened,
                options: settings
            )
            let names = Set(workflows.map(\.name)).sorted().joined(separator: ", ")
            StandardError.write("Serving \(names) from \(options.store)")
            let signals = TerminationSignals { runtime.stop() }
            await runtime.run()
            signals.end()
        }
    }

    struct Start: LocalCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have an execution started by a process that serves."
        )

        @OptionGroup var execution: StartedExecution
        @OptionGroup var options: StoreOptions

        func run(_ workflows: [HostedWorkflow]) async throws {
            let runtime = try LocalRuntime(workflows, store: options.opened)
            print(try await execution.start(on: runtime.host, workflows).rawValue)
        }
    }

    struct Run: LocalCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run an execution to its end and print its result."
        )

        @OptionGroup var execution: StartedExecution
        @OptionGroup var options: StoreOptions

        func run(_ workflows: [HostedWorkflow]) async throws {
            let runtime = try LocalRuntime(workflows, store: options.opened)
            let signals = TerminationSignals { runtime.stop() }
            defer { signals.end() }
            let result = try await runtime.run { runtime in
                let id = try await execution.start(on: runtime.host, workflows)
                return try await Execution<Void>(id: id, host: runtime.host).payload
            }
            print(result ?? "null")
        }
    }
}
