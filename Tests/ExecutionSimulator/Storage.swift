import DurableExecution

/// What keeps the executions of a schedule, and which of its rules is broken.
package enum StorageKind: Sendable {
    case memory(breaking: Mutation? = nil)
    case dynamoDB(breaking: DynamoDBMutation? = nil)

    var forgetsTimers: Bool {
        if case .memory(.forgottenTimer) = self { true } else { false }
    }

    func make(_ simulation: Simulation) -> any Storage {
        switch self {
        case .memory(let mutation):
            PlainStorage(
                mutation.map { MutatedTable(InMemoryLog(), $0, simulation) } ?? InMemoryLog()
            )
        case .dynamoDB(let mutation): DynamoDBStorage(simulation, breaking: mutation)
        }
    }
}

/// What keeps the executions of a schedule.
protocol Storage: Sendable {
    /// The table by a way that never fails.
    var table: any LogTable { get }

    /// The table as an invocation reaches it; the world hears of what is written.
    func table(of invocation: Int, in world: World) -> any LogTable

    /// Begins what is to happen whatever the workflow does.
    func begin(in world: World)

    /// Has somebody look at what is overdue while something comes from outside, in so many milliseconds.
    func sweepSoon(in world: World) -> Int

    /// Finds an execution that nobody else is going to wake, and that can go on after a while.
    func sweep(for log: ExecutionLog, after delay: Duration, in world: World)

    /// Looks at what lists say of executions that have all ended.
    func check(_ logs: [ExecutionLog], in world: World) async throws
}

/// Any table, across the network: it has no lists, and each execution is found by somebody else.
struct PlainStorage: Storage {
    let table: any LogTable

    init(_ table: any LogTable) {
        self.table = table
    }

    func table(of invocation: Int, in world: World) -> any LogTable {
        let observed = ObservedTable(table: table, world: world, invocation: invocation)
        return DistantTable(observed, over: world.network)
    }

    func begin(in world: World) {}

    func sweepSoon(in world: World) -> Int { 0 }

    func sweep(for log: ExecutionLog, after delay: Duration, in world: World) {
        world.wake(log.start.execution, afterMilliseconds: Int(delay.wholeMilliseconds))
    }

    func check(_ logs: [ExecutionLog], in world: World) {}
}
