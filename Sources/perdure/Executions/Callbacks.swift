import ArgumentParser
import DurableClient
import DurableExecution
import DurableHistory
import LambdaEmulator

/// `perdure callbacks`: shows what waits for an answer, and answers it.
struct Callbacks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show and answer the callbacks that executions wait for.",
        subcommands: [List.self, Answer.self, Succeed.self, Fail.self, Heartbeat.self],
        defaultSubcommand: List.self
    )
}

extension Callbacks {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the open callbacks.")

        @OptionGroup var output: OutputOptions
        @OptionGroup var service: ServiceOptions

        func run() async throws {
            let callbacks = try await service.service().openCallbacks()
            output.write(callbacks, columns: ["NAME", "EXECUTION", "EXPIRES", "TOKEN"]) {
                [$0.name ?? "-", $0.execution, $0.expiresAt?.text ?? "never", $0.token]
            }
        }
    }

    struct Succeed: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Answer a callback.")

        @Argument(help: "The callback's token.")
        var token: String

        @Option(
            help: ArgumentHelp("The answer: JSON, or a file with JSON.", valueName: "json|file")
        )
        var payload: String?

        @OptionGroup var service: ServiceOptions

        func run() async throws {
            let result = try payload.map { try Input.jsonText($0) }
            try await service.service().send(
                .succeed(CallbackToken(rawValue: token), result: result)
            )
        }
    }

    struct Fail: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Answer a callback with an error."
        )

        @Argument(help: "The callback's token.")
        var token: String

        @Option(help: "The error's type.")
        var type: String?

        @Option(help: "The error's message.")
        var message: String?

        @OptionGroup var service: ServiceOptions

        func run() async throws {
            let error = ErrorObject(type: type, message: message)
            try await service.service().send(.fail(CallbackToken(rawValue: token), error))
        }
    }

    struct Heartbeat: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that a callback's answer is still to come."
        )

        @Argument(help: "The callback's token.")
        var token: String

        @OptionGroup var service: ServiceOptions

        func run() async throws {
            try await service.service().send(.heartbeat(CallbackToken(rawValue: token)))
        }
    }
}
