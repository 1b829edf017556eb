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
            let configuration = try Configuration.current(settings.settings)
            let runtime = try LocalRuntime(
                workflows,
                store: options.opened(configuration),
                options: settings
            )
            let names = Set(workflows.map(\.name)).sorted().joined(separator: ", ")
            StandardError.write("Serving \(names) from \(options.place(configuration))")
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
            let configuration = try Configuration.current(Settings())
            guard try execution.isDurable(workflows, configuration) else {
                throw ValidationError(
                    """
                    '\(execution.workflow)' is transient here, so no other process can run it: use 'run', or \
                    --durable
                    """
                )
            }
            let runtime = try LocalRuntime(workflows, store: options.opened(configuration))
            print(try await execution.start(on: runtime.host, workflows).name)
        }
    }

    struct Run: LocalCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run an execution to its end and print its result."
        )

        @OptionGroup var execution: StartedExecution
        @OptionGroup var options: StoreOptions

        func run(_ workflows: [HostedWorkflow]) async throws {
            let configuration = try Configuration.current(Settings())
            let isDurable = try execution.isDurable(workflows, configuration)
            let runtime = try LocalRuntime(
                workflows,
                store: isDurable ? options.opened(configuration) : .memory()
            )
            let signals = TerminationSignals { runtime.stop() }
            defer { signals.end() }
            let result = try await runtime.run { runtime in
                try await execution.start(on: runtime.host, workflows).payload
            }
            print(result ?? "null")
        }
    }
}
