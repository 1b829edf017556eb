package import DurableExecution
import Synchronization

/// Runs the executions of a store in this process, for as long as it is wanted.
///
/// The table says what there is to do: a loop looks at what is due, the roster decides, and each
/// execution that there is something to do about is carried on until it rests again.
package final class LocalHost: Sendable {
    package let store: ExecutionStore
    package let table: any ListableLogTable
    let clock: any Timekeeper
    let limits: Limits
    let report: @Sendable (String) -> Void
    let announcements = Announcements()
    let configuration: Configuration
    let transients = Transients()
    let ownership: any Ownership
    let version: (@Sendable () async throws -> Int)?
    let workflows: HostedWorkflows
    let bell = Doorbell()
    let state: Mutex<State>

    package struct Limits: Sendable {
        package var parked = 10_000
        package var nesting = 16
        package var interruptions = 10
        package var operations = OperationLimits()
        package var retention: Duration?
        /// How long a step that runs may take to end when the host is to stop.
        package var grace: Duration = .seconds(10)

        package init() {}
    }

    struct State {
        var roster: Roster<Held>
        /// Executions that were started here and that the loop has not taken up yet.
        var opened: [OwnedLog] = []
        var phase = Phase.idle
        var resting: [CheckedContinuation<Timestamp?, Never>] = []
        var waitingForService: [CheckedContinuation<Void, Never>] = []

        /// Somebody waits until nothing runs.
        var isWatched: Bool { phase == .stopping || !resting.isEmpty }
    }

    enum Phase {
        case idle
        case serving
        case stopping
        case stopped
    }

    package init(
        _ workflows: [HostedWorkflow],
        store: LocalStore,
        clock: any Timekeeper = SystemTime(),
        limits: Limits = Limits(),
        configuration: Configuration = Configuration(),
        report: @escaping @Sendable (String) -> Void
    ) throws {
        let ownership = try store.owners.join()
        self.ownership = ownership
        self.clock = clock
        self.limits = limits
        self.report = report
        self.configuration = configuration
        self.workflows = HostedWorkflows(workflows, with: configuration.settings(for:))
        table = store.table
        version = store.version
        state = Mutex(State(roster: Roster(limit: limits.parked)))
        self.store = .local(
            store.table,
            now: { clock.now },
            // What this process does not have in hand nobody has.
            isAlive: { $0 != ownership.process && ownership.isAlive($0) }
        )
    }

    var owner: LogEntry.Owner {
        LogEntry.Owner(deadline: .distantFuture, process: ownership.process)
    }

    func isAliveElsewhere(_ owner: LogEntry.Owner) -> Bool {
        guard let process = owner.process else { return clock.now < owner.deadline }
        return process != ownership.process && ownership.isAlive(process)
    }
}

// MARK: - From outside

extension LocalHost {
    /// Starts an execution, here if its workflow is hosted here; one that exists is left as it is.
    package func begin(
        _ workflow: String,
        _ name: ExecutionName,
        input: String?,
        options: StartOptions
    ) async throws -> ExecutionID {
        let id = ExecutionID(workflow: workflow, name: name)
        guard reserve(id, workflow) else {
            try await store.request(workflow, name, input: input, options: options)
            bell.ring()
            return id
        }
        do {
            let opening = try await store.start(
                workflow,
                name,
                input: input,
                options: options,
                as: owner
            )
            guard case .owned(let log) = opening else {
                release(id)
                return id
            }
            state.withLock { $0.opened.append(log) }
            bell.ring()
            return id
        } catch {
            release(id)
            throw error
        }
    }

    private func reserve(_ id: ExecutionID, _ workflow: String) -> Bool {
        guard workflows.contains(workflow) else { return false }
        return state.withLock { $0.phase == .serving && $0.roster.reserve(id) }
    }

    /// Records what has happened outside.
    package func tell(_ id: ExecutionID, _ event: OutsideEvent) async throws {
        try await store.tell(id, event)
        bell.ring()
    }

    /// Has the loop look at the table now.
    package func ring() { bell.ring() }

    /// What a workflow has said of itself, where it is in hand.
    package func session(of id: ExecutionID) -> ExecutionSession? {
        state.withLock { $0.roster[id]?.session }
    }

    /// Waits until nothing runs.
    ///
    /// - Returns: when there is something to do next, as far as that is known.
    package func rest() async -> Timestamp? {
        await withCheckedContinuation { continuation in
            state.withLock { $0.resting.append(continuation) }
            bell.ring()
        }
    }

    /// Lets what runs come to an end or to its next checkpoint, and has `serve` return.
    package func stop() {
        let running = state.withLock { state in
            if state.phase == .serving || state.phase == .idle { state.phase = .stopping }
            return state.roster.running
        }
        for held in running { held.session.drain() }
        transients.close()
        for run in transients.running { run.tellIfOpen(.cancel(reason: "The runtime stops.")) }
        bell.ring()
    }

    func note(_ timer: Timestamp?, of id: ExecutionID) {
        let isEarlier = state.withLock { state in
            let next = state.roster.nextTimer ?? .distantFuture
            state.roster.note(timer, of: id)
            return timer.map { $0 < next } ?? false
        }
        if isEarlier { bell.ring() }
    }

    /// An execution is no longer in hand.
    func release(_ id: ExecutionID) {
        let mustLook = state.withLock { state in
            state.roster.release(id) || state.isWatched
        }
        if mustLook { bell.ring() }
        announcements.announce(id)
    }
}

// MARK: - Those around an execution

extension LocalHost: FamilyPort {
    var family: Family { Family(of: store, workflows, nesting: limits.nesting, through: self) }

    package func start(
        _ workflow: String,
        _ name: ExecutionName,
        input: String?,
        options: StartOptions
    ) async throws {
        _ = try await begin(workflow, name, input: input, options: options)
    }
}
