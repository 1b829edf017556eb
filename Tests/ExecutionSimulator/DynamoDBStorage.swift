import AWSClient
import DurableExecution
import DurableLambda
import HTTPTransport
import SimulatedDynamoDB

/// The layout of executions in a DynamoDB table: the code that runs on AWS, down to the requests that it sends.
struct DynamoDBStorage: Storage {
    static let name = "executions"

    let service: SimulatedDynamoDB
    private let weather: ServiceWeather
    private let mutation: DynamoDBMutation?
    private let simulation: Simulation
    private let sizes: DynamoDBLog.ItemSizes
    private let lists: ListWitness

    init(_ simulation: Simulation, breaking mutation: DynamoDBMutation?) {
        service = SimulatedDynamoDB { simulation.now }
        _ = service.answer(ExecutionsTable.creation(Self.name).request)
        weather = ServiceWeather(simulation)
        self.mutation = mutation
        self.simulation = simulation
        sizes = DynamoDBLog.ItemSizes(simulation)
        lists = ListWitness(service, simulation)
    }

    var table: any LogTable { log(over: DirectConnection(service: service, mutation: nil)) }

    func table(of invocation: Int, in world: World) -> any LogTable {
        log(of: invocation, in: world)
    }

    private func log(of invocation: Int, in world: World) -> DynamoDBLog {
        log(
            over: ServiceConnection(
                service: service,
                world: world,
                invocation: invocation,
                irregularities: weather.irregularities(in: world),
                mutation: mutation,
                lists: lists
            )
        )
    }

    private func log(over connection: some HTTPSending) -> DynamoDBLog {
        let client = AWSClient(
            credentials: Credentials(accessKeyID: "id", secretAccessKey: "secret"),
            region: region,
            http: connection,
            environment: ["AWS_ENDPOINT_URL": "http://127.0.0.1:1"],
            clock: DrawnClock(simulation: simulation),
            now: { [simulation] in
                SigningTime(secondsSince1970: Int(simulation.now.millisecondsSinceEpoch / 1000))
            }
        )
        return DynamoDBLog(client: client, table: Self.name, sizes: sizes)
    }

    private var region: Region {
        do { return try Region("us-east-1") } catch { preconditionFailure("\(error)") }
    }
}

extension DynamoDBLog.ItemSizes {
    /// Small ones now and then, so that not only large entries are in pieces.
    fileprivate init(_ simulation: Simulation) {
        self.init()
        guard simulation.happens(0.5) else { return }
        piece = simulation.number(in: 100...400)
        first = simulation.number(in: 50...500)
    }
}

// MARK: - Sweeps

extension DynamoDBStorage {
    /// By when an index says that something is due, at the latest, and a sweep believes it.
    private static let patience =
        DynamoDBLog.tolerance + Sweep.grace + .milliseconds(ServiceWeather.longestLag)

    /// Sweeps come at any time.
    func begin(in world: World) {
        for _ in 0..<simulation.number(in: 0...2) {
            beginSweep(after: simulation.number(in: 0...3_000_000), in: world)
        }
    }

    func sweepSoon(in world: World) -> Int {
        // What is not overdue, no sweep would look at.
        let delay = Int(Sweep.grace.wholeMilliseconds) + simulation.number(in: 0...200_000)
        for _ in 0..<simulation.number(in: 0...2) {
            beginSweep(after: delay + simulation.number(in: -100...100), in: world)
        }
        return delay
    }

    private func beginSweep(after milliseconds: Int, in world: World) {
        simulation.schedule(after: milliseconds) { [self] in
            world.client.spawn { _ = try? await sweep(in: world) }
        }
    }

    /// One execution that rests: its list must say so, for a sweep has nothing else to go by.
    func sweep(for log: ExecutionLog, after delay: Duration, in world: World) {
        let execution = log.start.execution
        let milliseconds = Int((max(.zero, delay) + Self.patience).wholeMilliseconds)
        simulation.schedule(after: milliseconds) { [self] in
            world.client.spawn {
                // What cannot be done this time, the next sweep does.
                guard await rests(execution, after: log), let woken = try? await sweep(in: world),
                    !woken.contains(execution)
                else { return }
                // Another sweep may have found it, and somebody have carried it on, before this one looked.
                if await rests(execution, after: log) {
                    world.witness.violated("no sweep finds \(execution.rawValue)")
                }
            }
        }
    }

    /// Whether nothing has been written to an execution's log since.
    private func rests(_ execution: ExecutionID, after log: ExecutionLog) async -> Bool {
        (try? await table.read(execution).count) == log.next
    }

    /// Looks at all executions as a function does that is woken for it.
    ///
    /// - Returns: the executions that it has woken.
    private func sweep(in world: World) async throws -> Set<ExecutionID> {
        let wakeUps = SweepWakeUps(world: world)
        simulation.note("a sweep begins")
        let sweep = Sweep(table: log(of: 0, in: world), store: world.store(of: 0), wakeUps: wakeUps)
        try await sweep.run(over: world.program.workflowNames, until: .distantFuture)
        return wakeUps.woken
    }

    func check(_ logs: [ExecutionLog], in world: World) async throws {
        await simulation.pause(milliseconds: Int(Self.patience.wholeMilliseconds))
        let log = log(over: DirectConnection(service: service, mutation: mutation))
        let wakeUps = SweepWakeUps(world: world)
        try await Sweep(table: log, store: world.store(over: log), wakeUps: wakeUps)
            .run(over: world.program.workflowNames, until: .distantFuture)
        let heads = try await log.heads(HeadQuery())
        for log in logs {
            let head = heads.first { $0.id == log.start.execution }
            guard head?.status != log.head.status || head?.due != nil else { continue }
            let name = log.start.execution.rawValue
            world.witness.violated("lists show \(name) as \(String(describing: head))")
        }
        if !wakeUps.woken.isEmpty {
            world.witness.violated("\(wakeUps.woken) were woken at their end")
        }
    }
}

extension Program {
    var workflowNames: Set<String> { Set(["program"] + children.map(\.workflow)) }
}
