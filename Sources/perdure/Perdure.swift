import ArgumentParser

/// The command line; each subcommand is a file of its own.
@main
struct Perdure: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "perdure",
        abstract: "Package, run and inspect AWS Lambda functions written with Perdure.",
        subcommands: [
            Init.self, Package.self, Deploy.self, Destroy.self, Dev.self, Invoke.self, Events.self,
            Logs.self, Workflows.self, Executions.self, Callbacks.self, Symbolicate.self,
        ]
    )
}
