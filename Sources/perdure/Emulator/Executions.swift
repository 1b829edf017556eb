public import ArgumentParser
public import DurableExecution
import LambdaEmulator

/// `perdure executions`: shows durable executions.
struct Executions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show durable executions.",
        subcommands: [List.self, Show.self],
        defaultSubcommand: List.self
    )
}

extension Executions {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all executions.")

        @Option(help: "Only executions with this status, such as RUNNING.")
        var status: [ExecutionStatus] = []

        @Option(help: "text or json.")
        var output = OutputFormat.text

        @OptionGroup var service: EndpointOptions

        func run() async throws {
            let executions = try await service.client.executions(statuses: status)
            switch output {
            case .json: Output.write(json: executions)
            case .text:
                let rows = executions.map {
                    [$0.name, $0.functionName, $0.status.rawValue, $0.startedAt.text, $0.elapsed]
                }
                Output.write(table: [["NAME", "FUNCTION", "STATUS", "STARTED", "TOOK"]] + rows)
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the history of an execution as a timeline."
        )

        @Argument(help: "The name or ARN of the execution.")
        var execution: String

        @Option(help: "text or json.")
        var output = OutputFormat.text

        @OptionGroup var service: EndpointOptions

        func run() async throws {
            let found = try await find()
            let events = try await service.client.history(of: found.arn)
            switch output {
            case .json: Output.write(json: Document(execution: found, events: events))
            case .text:
                print("\(found.functionName) \(found.name): \(found.status.rawValue)")
                for line in Timeline(events).lines { print(line) }
            }
        }

        private func find() async throws -> ExecutionDocument {
            let found = try await service.client.executions().filter {
                $0.arn == execution || $0.name == execution
            }
            guard let first = found.first else { throw CommandError.unknownExecution(execution) }
            guard found.count == 1 else {
                throw CommandError.ambiguousExecution(execution, found.map(\.arn))
            }
            return first
        }

        private struct Document: Encodable {
            let execution: ExecutionDocument
            let events: [EventDocument]

            private enum CodingKeys: String, CodingKey {
                case execution = "Execution"
                case events = "Events"
            }
        }
    }
}

extension ExecutionStatus: ExpressibleByArgument {}

extension ExecutionDocument {
    fileprivate var elapsed: String {
        endedAt.map { "\(Elapsed(startedAt.duration(to: $0)))" } ?? "-"
    }
}
