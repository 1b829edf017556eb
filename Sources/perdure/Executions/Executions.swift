public import ArgumentParser
import DurableClient
public import DurableExecution
import DurableHistory
import Foundation
import LambdaEmulator

/// `perdure executions`: shows durable executions, and tells them things.
struct Executions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show durable executions, and tell them things.",
        discussion: """
            Executions are kept by Lambda, whose API 'perdure dev' serves too, or in a store of your own:
            perdure executions list --store sqlite://executions.sqlite --status running
            perdure executions list --store dynamodb://executions --workflow order --since 1d
            perdure executions list --store lambda://orders --status failed
            """,
        subcommands: [
            List.self, Show.self, Cost.self, Follow.self, Start.self, Signal.self, Cancel.self,
            Stop.self,
            Pause.self, Resume.self, Restart.self, Fork.self, Children.self, Chain.self,
            Delete.self,
            Prune.self, CreateTable.self,
        ],
        defaultSubcommand: List.self
    )
}

extension Executions {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List executions, the newest first."
        )

        @Option(help: "Only executions with this status, such as running; may be repeated.")
        var status: [ExecutionStatus] = []

        @Option(help: "Only executions of this workflow or function.")
        var workflow: String?

        @Option(help: "Only executions with this tag.")
        var tag: String?

        @Option(help: "Only executions whose name begins like this.")
        var name: String?

        @Option(
            help: ArgumentHelp(
                "Only executions whose input says this, such as customer.id=42; may be repeated.",
                valueName: "path=value"
            )
        )
        var input: [InputFilter] = []

        @Option(help: "Only executions that started after this moment, or this long ago (7d, 3h).")
        var since: Moment?

        @Option(help: "Only executions that started before this moment, or this long ago.")
        var until: Moment?

        @Option(help: "How many to show.")
        var limit = 20

        @Option(help: "Where the page before has ended.")
        var cursor: String?

        @OptionGroup var output: OutputOptions
        @OptionGroup var service: ServiceOptions

        func run() async throws {
            // One more, to know whether there is another page.
            let found = try await service.service().executions(
                query,
                limit: limit + 1,
                where: selects
            )
            let executions = Array(found.prefix(limit))
            output.write(executions)
            if found.count > limit, let last = executions.last {
                Console.note("More: --cursor '\(HeadQuery.Position(last).text)'")
            }
        }

        private func selects(
            _ execution: ExecutionDocument,
            of service: any ExecutionService
        ) async throws -> Bool {
            guard execution.name.hasPrefix(name ?? "") else { return false }
            guard !input.isEmpty else { return true }
            let text = try await service.history(of: execution.arn).first?.details.input?.value
            return input.allSatisfy { $0.matches(text) }
        }

        private var query: HeadQuery {
            get throws {
                var query = HeadQuery()
                query.statuses = Set(status)
                query.workflow = workflow
                query.tag = tag
                query.startedAfter = since?.timestamp
                query.startedBefore = until?.timestamp
                if let cursor {
                    guard let position = HeadQuery.Position(text: cursor) else {
                        throw ValidationError("'\(cursor)' is not where a page has ended")
                    }
                    query.after = position
                }
                return query
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the history of an execution as a timeline."
        )

        @OptionGroup var target: ExecutionOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let (service, found) = try await target.find()
            let events = try await service.history(of: found.arn)
            switch output.output {
            case .json: Output.write(json: Document(execution: found, events: events))
            case .table, .plain:
                print("\(found.functionName) \(found.name): \(found.status.rawValue)")
                for line in Timeline(events).lines { print(line) }
            }
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

    struct Follow: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the history of an execution as it happens, until its end."
        )

        @OptionGroup var target: ExecutionOptions

        func run() async throws {
            let (service, found) = try await target.find()
            var shown = 0
            while true {
                let events = try await service.history(of: found.arn)
                let lines = Timeline(events).lines
                for line in lines.dropFirst(shown) { Console.say(line) }
                shown = lines.count
                if events.contains(where: \.endsExecution) { return }
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }

    struct Children: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the executions that an execution has started."
        )

        @OptionGroup var target: ExecutionOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let (service, found) = try await target.find()
            var query = HeadQuery()
            query.parent = ExecutionID(rawValue: found.arn)
            output.write(try await service.all(query))
        }
    }

    struct Chain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the executions that carry on the work of an execution."
        )

        @OptionGroup var target: ExecutionOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let (service, found) = try await target.find()
            output.write(try await service.chain(from: found))
        }
    }
}

/// The execution that a command is about.
struct ExecutionOptions: ParsableArguments {
    @Argument(help: "The name of the execution; its path or ARN where several have that name.")
    var execution: String

    @OptionGroup var service: ServiceOptions

    func find() async throws -> (service: any ExecutionService, execution: ExecutionDocument) {
        let service = try service.service()
        return (service, try await service.find(execution))
    }
}

extension ExecutionStatus: ExpressibleByArgument {
    /// In whichever case: `running` as well as `RUNNING`, `timed-out` as well as `TIMED_OUT`.
    public init?(argument: String) {
        self.init(rawValue: argument.uppercased().replacing("-", with: "_"))
    }

    /// As they are typed.
    public static var allValueStrings: [String] {
        allCases.map { $0.rawValue.lowercased().replacing("_", with: "-") }
    }
}

extension EventDocument {
    fileprivate var endsExecution: Bool {
        let ends: Set = [
            "ExecutionSucceeded", "ExecutionFailed", "ExecutionTimedOut", "ExecutionStopped",
            "ExecutionContinued",
        ]
        return ends.contains(type)
    }
}

extension OutputOptions {
    /// Executions, one a line.
    func write(_ executions: [ExecutionDocument]) {
        write(
            executions,
            columns: ["NAME", "WORKFLOW", "STATUS", "STARTED", "TOOK", "TAGS"]
        ) {
            [
                $0.name, $0.functionName, $0.status.rawValue, $0.startedAt.text,
                $0.elapsed, ($0.tags ?? []).joined(separator: ","),
            ]
        }
    }
}

extension ExecutionDocument {
    fileprivate var elapsed: String {
        endedAt.map { "\(Elapsed(startedAt.duration(to: $0)))" } ?? "-"
    }
}
