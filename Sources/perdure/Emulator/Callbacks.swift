import ArgumentParser
import DurableExecution
import HTTPTransport
import LambdaEmulator

/// `perdure callbacks`: shows what waits for an answer, and answers it.
struct Callbacks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show and answer the callbacks that executions wait for.",
        subcommands: [List.self, Succeed.self, Fail.self, Heartbeat.self],
        defaultSubcommand: List.self
    )
}

extension Callbacks {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the open callbacks.")

        @Option(help: "text or json.")
        var output = OutputFormat.text

        @OptionGroup var service: EndpointOptions

        func run() async throws {
            let callbacks = try await openCallbacks()
            switch output {
            case .json: Output.write(json: callbacks)
            case .text:
                let rows = callbacks.map {
                    [$0.name ?? "-", $0.execution, $0.expiresAt?.text ?? "never", $0.token]
                }
                Output.write(table: [["NAME", "EXECUTION", "EXPIRES", "TOKEN"]] + rows)
            }
        }

        /// The API has no list of callbacks: the histories of running executions tell.
        private func openCallbacks() async throws -> [OpenCallback] {
            let client = service.client
            var callbacks: [OpenCallback] = []
            for execution in try await client.executions(statuses: [.running]) {
                let events = try await client.history(of: execution.arn)
                callbacks += OpenCallback.all(of: execution, in: events)
            }
            return callbacks
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

        @OptionGroup var service: EndpointOptions

        func run() async throws {
            let body = try payload.map { try Input.json($0) } ?? []
            try await service.client.answer(token, "succeed", body)
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

        @OptionGroup var service: EndpointOptions

        func run() async throws {
            let error = WireJSON.encode(ErrorObject(type: type, message: message))
            try await service.client.answer(token, "fail", error)
        }
    }

    struct Heartbeat: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that a callback's answer is still to come."
        )

        @Argument(help: "The callback's token.")
        var token: String

        @OptionGroup var service: EndpointOptions

        func run() async throws {
            try await service.client.answer(token, "heartbeat", [])
        }
    }
}

extension LambdaClient {
    fileprivate func answer(
        _ token: String,
        _ verb: String,
        _ body: [UInt8]
    ) async throws(CommandError) {
        _ = try await send(
            "POST",
            ["2025-12-01", "durable-execution-callbacks", token, verb],
            body: body
        )
    }
}
