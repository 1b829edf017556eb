package import DurableExecution
import Synchronization

/// Runs the executions of a store in this process, for as long as it is wanted.
///
/// The table says what there is to do: a loop looks at what is due, the roster decides, and each
/// execution that there is something to do about is carried on until it rests again.
package final class LocalHost: Sendable {
    package let store: ExecutionStore
    package let table: any ListableLogTable
    let clock: any LocalClock
    let limits: Limits
    let report: @Sendable (String) -> Void
    let announcements = Announcements()
    let configuration: Configuration
    let transients = Transients()
    private let ownership: any Ownership
    private let version: (@Sendable () async throws -> Int)?
    let workflows: [String: [HostedWorkflow]]
    private let bell = Doorbell()
    private let state: Mutex<State>

    package struct Limits: Sendable {
        package var parked = 10_000
        package var nesting = 16
        package var interruptions = 10
        package var retention: Duration?
        /// How long a step that runs may take to end when the host is to stop.
        package var grace: Duration = .seconds(10)

        package init() {}
    }

    private struct State {
        var roster: Roster<Held>
        /// Executions that were started here and that the loop has not taken up yet.
        var opened: [OwnedLog] = []
        var phase = Phase.idle
        var resting: [CheckedContinuation<Timestamp?, Never>] = []
        var waitingForService: [CheckedContinuation<Void, Never>] = []

        /// Somebody waits until nothing runs.
        var isWatched: Bool { phase == .stopping || !resting.isEmpty }
    }

    private enum Phase {
        case idle
        case serving
        case stopping
        case stopped
    }

    package init(
        _ workflows: [HostedWorkflow],
        store: LocalStore,
        clock: any LocalClock = WallClock(),
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
        self.workflows = Dictionary(
            grouping: workflows.map { $0.with(configuration.settings(for: $0.name)) },
            by: \.name
        )
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

    private func isAliveElsewhere(_ owner: LogEntry.Owner) -> Bool {
        guard let process = owner.process else { return clock.now < owner.deadline }
        return process != ownership.process && ownership.isAlive(process)
    }

    /// The code that an execution is to be run with: the version that started it.
    func workflow(for start: LogEntry.Start) throws -> HostedWorkflow {
        let versions = workflows[start.workflow] ?? []
        guard
            let workflow = versions.first(where: { $0.version == start.options.version })
                ?? (start.options.version == nil ? versions.last : nil)
        else { throw NotHosted(workflow: start.workflow, version: start.options.version) }
        return workflow
    }
}

// MARK: - From outside

extension LocalHost {
    /// Starts an execution, here if its workflow is hosted here; one that exists is left as it is.
    package func start(
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
        guard workflows[workflow] != nil else { return false }
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

// MARK: - The loop

extension LocalHost {
    /// Runs executions until it is told to stop or the task is cancelled; only once.
    package func serve() async {
        let waiting = state.withLock { state in
            if state.phase == .idle { state.phase = .serving }
            defer { state.waitingForService = [] }
            return state.waitingForService
        }
        for continuation in waiting { continuation.resume() }
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { group in
                var schedule = Schedule()
                while state.withLock({ $0.phase == .serving }) {
                    await turn(&schedule, &group)
                }
                takeUpTransients(&group)
                await giveUpWhatIsLate()
            }
        } onCancel: {
            stop()
        }
        state.withLock { $0.phase = .stopped }
        ownership.release()
        announcements.end()
    }

    /// Waits until the loop has begun.
    package func isReady() async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if state.phase == .idle { state.waitingForService.append(continuation) }
                return state.phase != .idle
            }
            if isReady { continuation.resume() }
        }
    }

    private func turn(_ schedule: inout Schedule, _ group: inout DiscardingTaskGroup) async {
        let isRung = bell.takeRing()
        for log in takeOpened() {
            group.addTask { await self.attempt(log.start.execution) { try await self.run(log) } }
        }
        takeUpTransients(&group)
        do {
            let hasChanged = try await hasChanged(&schedule)
            if isRung || hasChanged || schedule.next <= clock.now {
                try await look(&schedule, &group)
            }
        } catch {
            report("The store cannot be read, and is tried again: \(error)")
        }
        await tellThoseWhoWaitForRest()
        await bell.wait(until: min(schedule.next, clock.now.advanced(by: Schedule.poll)), clock)
    }

    private func takeOpened() -> [OwnedLog] {
        state.withLock { state in
            defer { state.opened = [] }
            return state.opened
        }
    }

    private func takeUpTransients(_ group: inout DiscardingTaskGroup) {
        for run in transients.takeOpened() { group.addTask { await self.carryOn(run) } }
    }

    /// Whether another process has written since this was last asked.
    private func hasChanged(_ schedule: inout Schedule) async throws -> Bool {
        guard let version = try await version?(), version != schedule.version else { return false }
        schedule.version = version
        announcements.announceAll()
        return true
    }

    /// Looks at the table and sets about what there is to do.
    private func look(
        _ schedule: inout Schedule,
        _ group: inout DiscardingTaskGroup
    ) async throws {
        let now = clock.now
        let horizon = now.advanced(by: Schedule.safety)
        schedule.next = horizon
        var heads = try await table.due(by: horizon, of: Set(workflows.keys), limit: 1000)
        if schedule.inspection <= now {
            heads += try await owned()
            schedule.inspection = horizon
        }
        if let retention = limits.retention, schedule.pruning <= now {
            try await prune(endedBefore: now.advanced(by: .zero - retention))
            schedule.pruning = now.advanced(by: .hours(1))
        }
        for head in heads {
            if let moment = act(on: head, at: now, &group) {
                schedule.next = min(schedule.next, moment)
            }
        }
        let (due, timer) = state.withLock { state in
            (state.roster.takeDueTimers(at: now), state.roster.nextTimer)
        }
        for held in due { held.session.refresh() }
        schedule.next = min(schedule.next, timer ?? .distantFuture)
    }

    /// - Returns: when to look again.
    private func act(
        on head: ExecutionHead,
        at now: Timestamp,
        _ group: inout DiscardingTaskGroup
    ) -> Timestamp? {
        let id = head.id
        switch state.withLock({ $0.roster.meet(head, at: now, isAlive: isAliveElsewhere) }) {
        case .leave: break
        case .wait(let moment): return moment
        case .tell(let held): held?.session.refresh()
        case .resume(let held):
            group.addTask { await self.attempt(id) { try await self.resume(held) } }
        case .takeOver:
            group.addTask { await self.attempt(id) { try await self.takeOver(id) } }
        case .settle:
            group.addTask {
                await self.attempt(id) {
                    try await self.settle(id)
                    self.release(id)
                }
            }
        }
        return nil
    }

    /// Executions of workflows that are hosted here which some process runs, or ran when it died.
    private func owned() async throws -> [ExecutionHead] {
        var query = HeadQuery()
        query.isOwned = true
        query.statuses = [.running]
        var owned: [ExecutionHead] = []
        while case let page = try await table.heads(query), let last = page.last {
            owned += page.filter { workflows[$0.workflow] != nil }
            query.after = HeadQuery.Position(last)
        }
        return owned
    }

    private func giveUpWhatIsLate() async {
        let deadline = clock.now.advanced(by: limits.grace)
        while state.withLock({ $0.roster.isBusy }) || !transients.isEmpty, clock.now < deadline {
            await bell.wait(until: deadline, clock)
            _ = bell.takeRing()
        }
        for held in state.withLock({ $0.roster.running }) { held.session.abandon() }
        for run in transients.running { run.tellIfOpen(.stop(.runtimeStopped)) }
    }

    private func tellThoseWhoWaitForRest() async {
        let resting = state.withLock { state in
            let isBusy = state.roster.isBusy || !state.opened.isEmpty || bell.isRung
            return isBusy ? [] : state.resting
        }
        guard !resting.isEmpty else { return }
        // What cannot be read now is found out at the next look.
        let next = try? await table.due(by: .distantFuture, of: Set(workflows.keys), limit: 1)
        state.withLock { $0.resting.removeFirst(resting.count) }
        for continuation in resting { continuation.resume(returning: next?.first?.due) }
    }
}

/// When the loop looks at the table again.
private struct Schedule {
    /// How often it asks whether another process has written.
    static let poll = Duration.milliseconds(100)
    /// How long it may be before it looks without a reason.
    static let safety = Duration.seconds(1)

    var next = Timestamp(millisecondsSinceEpoch: 0)
    /// When to look for executions whose owner has died.
    var inspection = Timestamp(millisecondsSinceEpoch: 0)
    /// When to forget executions that ended long ago.
    var pruning = Timestamp(millisecondsSinceEpoch: 0)
    var version: Int?
}

// MARK: - One execution

extension LocalHost {
    private func attempt(_ id: ExecutionID, _ work: () async throws -> Void) async {
        do {
            try await work()
        } catch {
            report("Execution \(id.rawValue) cannot be carried on, and is tried again: \(error)")
            let held = state.withLock { state in
                defer { state.roster.giveUp(id, at: clock.now) }
                return state.roster[id]
            }
            held?.session.abandon()
            bell.ring()
        }
    }

    private func takeOver(_ id: ExecutionID) async throws {
        guard case .owned(let log) = try await store.resume(id, as: owner) else {
            return release(id)
        }
        guard log.interruptions <= limits.interruptions else {
            return try await end(log, .crashing)
        }
        try await carryOut(Set(log.record.openCalls.map(\.operation)), of: log)
        try await run(log)
    }

    private func run(_ log: OwnedLog) async throws {
        let id = log.start.execution
        let workflow = try workflow(for: log.start)
        let session = try await ExecutionSession(
            of: id.rawValue,
            port: LocalPort(log: log, host: self),
            token: log.token,
            now: store.now,
            sleep: { [clock] in try await clock.sleep(until: clock.now.advanced(by: $0)) }
        )
        let held = Held(id: id, log: log, session: session)
        let isStopping = state.withLock { state in
            state.roster.run(held, id)
            return state.phase == .stopping
        }
        if isStopping { session.drain() }
        note(log.nextTimer, of: id)
        session.start(workflow)
        try await carryOn(held)
    }

    private func resume(_ held: Held) async throws {
        state.withLock { $0.roster.run(held, held.id) }
        held.session.absorb(try await held.log.resume())
        try await carryOn(held)
    }

    private func carryOn(_ held: Held) async throws {
        while true {
            switch await held.session.settlement() {
            case .ended(let outcome): return try await end(held.log, outcome)
            case .superseded: return release(held.id)
            case .failed(let error): throw error
            case .blocked:
                guard !held.session.hasStoppedShort else { return release(held.id) }
                guard let news = try await held.log.suspend() else { return park(held) }
                held.session.absorb(news)
            }
        }
    }

    private func park(_ held: Held) {
        let (dropped, mustLook) = state.withLock { state in
            let (dropped, hasNews) = state.roster.park(held, held.id)
            return (dropped, hasNews || state.isWatched)
        }
        dropped?.session.abandon()
        let isSoon = held.log.nextTimer.map { $0 < clock.now.advanced(by: Schedule.safety) }
        if mustLook || isSoon == true { bell.ring() }
        announcements.announce(held.id)
    }

    private func end(_ log: OwnedLog, _ outcome: ExecutionOutcome) async throws {
        let id = log.start.execution
        if case .recorded = try await log.end(outcome), !log.isSettled { try await settle(id) }
        release(id)
    }
}

/// This program has no code for an execution.
struct NotHosted: Error, CustomStringConvertible {
    let workflow: String
    let version: String?

    var description: String {
        let version = version.map { " of version '\($0)'" } ?? ""
        return "this program hosts no workflow '\(workflow)'\(version)"
    }
}

extension ExecutionOutcome {
    fileprivate static let crashing = failed(
        ErrorObject(
            type: "ExecutionInterrupted",
            message: """
                The process has ended too often while it ran this execution; see what its next step does to it.
                """
        )
    )
}
