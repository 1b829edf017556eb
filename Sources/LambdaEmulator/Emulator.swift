import AWSClient
package import DurableExecution
import Foundation
import HTTPTransport

/// The local service: the functions of a template, with Lambda's API in front of them.
package struct Emulator: Sendable {
    package struct Settings: Sendable {
        /// The folder that paths in the template start from.
        package var folder: String
        /// 0 takes any free port.
        package var port = 9001
        /// How long a process that has nothing to do is kept.
        package var idle = Duration.seconds(2)
        package var time: any Timekeeper = SystemTime()
        /// Whether an execution that waits for nothing but time finds that it has passed.
        package var skipsTime = false
        /// What happens to functions on purpose.
        package var faults: [Fault] = []
        package var makeID: @Sendable () -> String = { UUID().uuidString.lowercased() }
        /// Executables that stand in for the packages of functions, by logical id.
        package var executables: [String: String] = [:]
        /// Has what the functions find on AWS besides each other.
        package var cloud: LocalCloud?
        package var report: @Sendable (EmulatorEvent) -> Void = { _ in }

        package init(folder: String) {
            self.folder = folder
        }
    }

    private let settings: Settings
    private let service: LambdaService
    private let web: WebService
    private let logs: LogsService
    private let template: Template
    private let unpacked: String

    package init(_ template: Template, _ settings: Settings) {
        self.settings = settings
        unpacked =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("perdure-\(UUID().uuidString)").path
        let store = LogStore()
        logs = LogsService(store: store, functions: template.functions.map(\.name))
        let hosts = Self.hosts(template, settings, store, unpacked)
        let invoke: DurableService.Invoke = { function, invocation in
            guard let host = hosts[function] else {
                return InvocationReply(outcome: .failed(.stopped), logTail: [])
            }
            return await host.invoke(invocation)
        }
        self.template = template
        let service = LambdaService(
            hosts: hosts,
            functions: template.functions,
            durable: DurableService(
                functions: template.functions,
                time: settings.time,
                skipsTime: settings.skipsTime,
                makeID: settings.makeID,
                invoke: invoke,
                report: settings.report
            ),
            events: EventQueue(time: settings.time, invoke: invoke, report: settings.report),
            faults: FaultPlan(settings.faults),
            makeID: settings.makeID
        )
        self.service = service
        web = WebService(
            time: settings.time,
            makeID: settings.makeID,
            invoke: { function, event, trace async throws(ServiceError) in
                try await service.reply(of: function, to: event, in: trace)
            },
            report: settings.report
        )
    }

    /// The code of the functions has changed: events go to new processes from now on.
    package func retireProcesses() async {
        for host in service.hosts.values { await host.retireProcesses() }
    }

    /// Serves on a loopback port for as long as `body` runs; no process of a function is left
    /// afterwards.
    package func serve<Result: Sendable>(
        _ body: (_ port: Int) async throws -> Result
    ) async throws -> Result {
        // What is left of a folder that was never made is nothing.
        defer { try? FileManager.default.removeItem(atPath: unpacked) }
        let pollers = try await makePollers()
        return try await withHTTPServer(
            port: settings.port,
            respond: respond
        ) { server in
            let port = server.port
            return try await withThrowingTaskGroup(of: Void.self) { group in
                for host in service.hosts.values {
                    group.addTask { await host.run(lambdaEndpoint: "http://127.0.0.1:\(port)") }
                }
                group.addTask { await service.durable.run() }
                group.addTask { await service.events.run() }
                for poller in pollers { group.addTask { await poller.run() } }
                defer { group.cancelAll() }
                return try await body(port)
            }
        }
    }

    /// Makes what the stand-in for AWS lacks, and what reads its queues.
    private func makePollers() async throws -> [QueuePoller] {
        guard let cloud = settings.cloud else { return [] }
        let sources = template.eventSources
        // Each that waits for messages takes a connection, and needs another to delete them.
        let http = HTTPClient(maximumConnections: 2 * sources.count + 1)
        let client = try cloud.client(http: http)
        try await template.cloudResources.make(with: client)
        return sources.map {
            QueuePoller(
                source: $0,
                client: client,
                time: settings.time,
                invoke: service.outcome,
                report: settings.report
            )
        }
    }

    private func respond(to request: IncomingRequest) async -> HTTPAnswer {
        if LogsService.isCalled(by: request.head) { return .whole(await logs.respond(to: request)) }
        return switch FrontDoor(request.head, template.endpoints) {
        case .endpoint(let endpoint): await web.respond(to: request, at: endpoint)
        case .lambda: await service.respond(to: request)
        case .unknown: .whole(ServiceError.unknownHost(template.endpoints.map(\.host)).response)
        }
    }

    private static func hosts(
        _ template: Template,
        _ settings: Settings,
        _ logs: LogStore,
        _ unpacked: String
    ) -> [String: FunctionHost] {
        let hosts = template.functions.map { function in
            FunctionHost(
                function.emulated(beside: template.functions),
                code: FunctionCode(
                    path: function.codePath(in: settings.folder),
                    executable: settings.executables[function.logicalID],
                    unpackedRoot: "\(unpacked)/\(function.logicalID)"
                ),
                limits: FunctionPool.Limits(
                    timeout: function.timeout,
                    reserved: function.reservedConcurrency,
                    idle: settings.idle
                ),
                time: settings.time,
                logs: logs,
                cloud: settings.cloud,
                report: settings.report
            )
        }
        return Dictionary(hosts.map { ($0.definition.name, $0) }) { first, _ in first }
    }
}

extension FunctionDefinition {
    /// The variable that names the store of a durable function.
    private static let storeVariable = "PERDURE_STORE"
    /// The variable that names the store with the executions of another function.
    private static let executionsVariable = "PERDURE_EXECUTIONS"

    /// Whether the emulator keeps its executions.
    ///
    /// A function with a store of its own on AWS is durable here too, over the emulator's store unless it
    /// reaches its own.
    package var isDurable: Bool {
        durability != nil || (environment[Self.storeVariable] != nil && !reachesStore)
    }

    /// The store in which it keeps its executions itself.
    package var ownStore: String? { isDurable ? nil : environment[Self.storeVariable] }

    /// The template's variables as its processes get them: where the emulator keeps its executions, it has no
    /// store of its own.
    var ownVariables: [String: String] {
        isDurable ? environment.filter { $0.key != Self.storeVariable } : environment
    }

    /// The function as the emulator runs it: where the emulator keeps executions in place of a store, it
    /// meets those of others in the emulator.
    func emulated(beside functions: [FunctionDefinition]) -> FunctionDefinition {
        var copy = self
        copy.environment = ownVariables
        if let store = environment[Self.executionsVariable],
            let host = functions.first(where: {
                $0.isDurable && $0.environment[Self.storeVariable] == store
            })
        {
            copy.environment[Self.executionsVariable] = "lambda://\(host.name)"
        }
        return copy
    }

    package func codePath(in folder: String) -> String {
        codeURI.hasPrefix("/") ? codeURI : "\(folder)/\(codeURI)"
    }
}
