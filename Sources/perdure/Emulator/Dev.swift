import ArgumentParser
import Foundation
import LambdaEmulator

/// `perdure dev`: serves the functions of a template on this machine.
struct Dev: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the functions of a SAM template on this machine.",
        discussion: """
            Builds the functions, serves them on a loopback port, and builds them again when a source changes. \
            A function whose CodeUri is .perdure/NAME or NAME.zip is the product NAME of the Swift package beside the template; \
            any other runs as it is.

            The port serves Lambda's API (the AWS CLI and the SDKs work with --endpoint-url), what functions \
            write as CloudWatch Logs does, and the template's APIs and function URLs, each under a host name \
            of its own below localhost. Functions with DurableConfig or PERDURE_STORE are durable, their \
            executions live as long as this command runs.

            With --aws-endpoint, the template's queues, tables and schedules are made at that address unless \
            they are there, functions call AWS there, functions with PERDURE_STORE=dynamodb://TABLE keep their \
            executions in that table, out of reach of --skip-time and --fault, and queues are read for the \
            functions as event source mappings say.
            """
    )

    @Option(help: "The SAM template.")
    var template = "template.yaml"

    @OptionGroup var parameters: TemplateParameters

    @Option(help: "The port; 0 takes any free one.")
    var port = 9001

    @Option(
        help: ArgumentHelp(
            "Where a stand-in for AWS answers, such as MiniStack or LocalStack.",
            discussion: """
                AWS_ENDPOINT_URL sets the default; beside it AWS_ENDPOINT_URL_SQS and its like name others for single \
                services. Keys are those of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or else "test".
                """,
            valueName: "url"
        )
    )
    var awsEndpoint = ProcessInfo.processInfo.environment["AWS_ENDPOINT_URL"] ?? ""

    @Option(help: "Seconds for which a process that has nothing to do is kept.")
    var idle = 2.0

    @Flag(help: "Build nothing: run the zips as they would be deployed.")
    var packaged = false

    @Flag(help: "Let waits and retries be over at once, where an execution waits for nothing else.")
    var skipTime = false

    @Option(
        name: .customLong("fault"),
        help: ArgumentHelp(
            "What is to happen to a durable function at an operation; may be given several times.",
            discussion: """
                crash:NAME kills the process before what it reports of the operation is recorded, \
                crash-after:NAME afterwards; freeze:NAME stops it until its timeout; delay=SECONDS:NAME records \
                later. Each strikes once.
                """,
            valueName: "kind:operation"
        )
    )
    var faults: [Fault] = []

    @Flag(inversion: .prefixedNo, help: "Build again when a source changes.")
    var watch = true

    @Flag(help: "Show only what the functions write and what goes wrong.")
    var quiet = false

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port is \(port); give a number from 0 to 65535")
        }
        guard awsEndpoint.isEmpty || Endpoint(argument: awsEndpoint) != nil else {
            throw ValidationError(
                "--aws-endpoint is \(awsEndpoint); give a URL such as http://127.0.0.1:4566"
            )
        }
    }

    func run() async throws {
        let cloud = try cloud
        let template = try Template(
            reading: template,
            parameters: parameters.values,
            cloud: cloud
        )
        try validateHold(on: template.functions)
        let sources = SourceWatch(folder: folder)
        let build = packaged ? nil : try await DevBuild(template, in: folder)
        var settings = Emulator.Settings(folder: folder)
        settings.port = port
        settings.idle = .seconds(idle)
        settings.skipsTime = skipTime
        settings.faults = faults
        settings.executables = try await build?.run() ?? [:]
        settings.cloud = cloud
        settings.report = EventPrinter(template, isQuiet: quiet).show
        let emulator = Emulator(template, settings)
        do {
            try await emulator.serve { port in
                announce(Announcement(template, settings, port))
                await rebuilding(build, sources, emulator) { await Interruption.first() }
                Console.say("Stopping")
            }
        } catch  where "\(error)".contains("EADDRINUSE") || "\(error)".contains("errno: 98") {
            throw CommandError.portInUse(port)
        }
    }

    /// What happens to executions on purpose happens only to those that the emulator keeps.
    private func validateHold(on functions: [FunctionDefinition]) throws(CommandError) {
        let options = (skipTime ? ["--skip-time"] : []) + (faults.isEmpty ? [] : ["--fault"])
        guard let option = options.first else { return }
        for function in functions {
            if let store = function.ownStore { throw .noHold(option, on: function.name, store) }
        }
    }

    private var cloud: LocalCloud? {
        get throws {
            guard !awsEndpoint.isEmpty else { return nil }
            return try LocalCloud(
                endpointURL: awsEndpoint,
                variables: ProcessInfo.processInfo.environment
            )
        }
    }

    private var folder: String {
        URL(fileURLWithPath: template).deletingLastPathComponent().path
    }

    private func announce(_ announcement: Announcement) {
        Console.say("Serving \(template) at \(announcement.endpoint)")
        for line in announcement.lines { Console.say(line) }
    }

    /// Builds anew whenever a source changes, for as long as `body` runs.
    private func rebuilding(
        _ build: DevBuild?,
        _ sources: SourceWatch,
        _ emulator: Emulator,
        _ body: @escaping @Sendable () async -> Void
    ) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await body() }
            if let build, watch { group.addTask { await keepBuilding(build, sources, emulator) } }
            await group.next()
            group.cancelAll()
        }
    }

    private func keepBuilding(
        _ build: DevBuild,
        _ sources: SourceWatch,
        _ emulator: Emulator
    ) async {
        var sources = sources
        while !Task.isCancelled {
            do {
                try await sources.change()
                _ = try await build.run()
                await emulator.retireProcesses()
            } catch  where Task.isCancelled {
                return
            } catch {
                Console.complain("\(error)")
                Console.note("What was built before goes on.")
            }
        }
    }
}

extension Fault: ExpressibleByArgument {
    /// Reads a fault as it is written in a command.
    public init?(argument: String) {
        self.init(argument)
    }
}
