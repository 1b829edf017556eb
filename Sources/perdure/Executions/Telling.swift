import ArgumentParser
import DurableClient
import DurableExecution
import DurableHistory
import Foundation

// The commands that tell an execution something, or its store about it.

extension Executions {
    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have an execution started by whoever hosts its workflow.",
            discussion: "Starting again under the same name finds the same execution."
        )

        @Argument(help: "The workflow; the function, where Lambda keeps its executions.")
        var workflow: String

        @Option(help: "The execution's name (default: a new one).")
        var name: String?

        @Option(
            help: ArgumentHelp("The input: JSON, or a file with JSON.", valueName: "json|file")
        )
        var input: String?

        @Option(help: "A word to find it by; up to three.")
        var tag: [String] = []

        @OptionGroup var service: ServiceOptions

        func run() async throws {
            let name = try ExecutionName(name ?? UUID().uuidString.lowercased())
            let input = try input.map { try Input.jsonText($0) }
            let options = StartOptions(tags: try Tags(tag))
            try await service.service().send(
                .start(workflow: workflow, name: name, input: input, options)
            )
            Console.say(name.rawValue)
        }
    }

    struct Signal: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Send an execution a signal.")

        @OptionGroup var target: ExecutionOptions

        @Argument(help: "The signal's name.")
        var name: String

        @Option(
            help: ArgumentHelp("What it says: JSON, or a file with JSON.", valueName: "json|file")
        )
        var payload: String?

        func run() async throws {
            let payload = try payload.map { try Input.jsonText($0) }
            let (service, found) = try await target.find()
            let signal = DurableExecution.Signal(name: name, payload: payload)
            try await service.send(.signal(found.arn, signal))
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell an execution to end; it may clean up first."
        )

        @OptionGroup var target: ExecutionOptions

        @Option(help: "Why.")
        var reason: String?

        func run() async throws {
            let (service, found) = try await target.find()
            try await service.send(.cancel(found.arn, reason: reason))
        }
    }

    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Leave an execution that Lambda keeps alone until it is resumed."
        )

        @OptionGroup var target: ExecutionOptions

        @Option(help: "Why.")
        var reason: String?

        func run() async throws {
            let (service, found) = try await target.find()
            try await service.send(.pause(found.arn, reason: reason))
        }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have an execution carried on that is paused, or whose wake-up got lost."
        )

        @OptionGroup var target: ExecutionOptions

        func run() async throws {
            let (service, found) = try await target.find()
            try await service.send(.resume(found.arn))
        }
    }

    struct Restart: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Start a new execution with the input of another one."
        )

        @OptionGroup var target: ExecutionOptions

        @OptionGroup var new: NewExecutionOptions

        func run() async throws {
            let (service, found) = try await target.find()
            let recorded = try await service.history(of: found.arn).first?.details.input?.value
            let name = try new.executionName
            try await service.send(
                .start(
                    workflow: found.functionName,
                    name: name,
                    input: try new.editedInput ?? recorded,
                    StartOptions(tags: try Tags(found.tags ?? []))
                )
            )
            Console.say(name.rawValue)
        }
    }

    struct Fork: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Start a new execution that goes on where another one stood.",
            discussion: """
                What the other one had recorded before a step, or whatever it was, is taken over; from there on the \
                code runs anew. The other one stays as it is.
                perdure executions fork order-17 --from charge --store sqlite://executions.sqlite
                """
        )

        @OptionGroup var target: ExecutionOptions

        @Option(
            help: ArgumentHelp(
                "The first step that is to run again, or whatever operation it is.",
                valueName: "name|id"
            )
        )
        var from: String

        @OptionGroup var new: NewExecutionOptions

        @Option(help: "Another version of the workflow's code.")
        var version: String?

        func run() async throws {
            let (service, found) = try await target.find()
            let name = try new.executionName
            let fork = ForkRequest(
                operation: from,
                name: name,
                input: try new.editedInput,
                version: version
            )
            try await service.send(.fork(found.arn, fork))
            Console.say(name.rawValue)
        }
    }

    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End an execution at once; none of its code runs on."
        )

        @OptionGroup var target: ExecutionOptions

        @Option(help: "Why.")
        var reason: String?

        func run() async throws {
            let (service, found) = try await target.find()
            let error = ErrorObject(type: "ExecutionStopped", message: reason)
            try await service.send(.stop(found.arn, error))
        }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget executions that have ended, history and all."
        )

        @OptionGroup var target: ExecutionOptions

        @Flag(help: "Also where it has not ended: whoever runs it loses it.")
        var force = false

        func run() async throws {
            let (service, found) = try await target.find()
            try await service.send(.delete(found.arn, force: force))
        }
    }

    struct Prune: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget all executions that ended before a moment."
        )

        @Argument(help: "A moment, or how long ago (30d).")
        var before: Moment

        @OptionGroup var service: ServiceOptions

        func run() async throws {
            let service = try service.service()
            var query = HeadQuery()
            query.endedBefore = before.timestamp
            var (forgotten, kept) = (0, 0)
            for execution in try await service.all(query) {
                do {
                    try await service.send(.delete(execution.arn, force: false))
                    forgotten += 1
                } catch RefusedRequest.notSettled {
                    kept += 1
                }
            }
            Console.note("\(forgotten) executions forgotten")
            if kept > 0 { Console.note("\(kept) kept: somebody has to hear of their end yet") }
        }
    }
}

/// What an execution is to have that is made from another one.
struct NewExecutionOptions: ParsableArguments {
    @Option(help: "The new execution's name (default: a new one).")
    var name: String?

    @Option(help: ArgumentHelp("Another input: JSON, or a file with JSON.", valueName: "json|file"))
    var input: String?

    var executionName: ExecutionName {
        get throws { try ExecutionName(name ?? UUID().uuidString.lowercased()) }
    }

    var editedInput: String? {
        get throws { try input.map { try Input.jsonText($0) } }
    }
}
