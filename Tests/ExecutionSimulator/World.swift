import DurableExecution
import Synchronization

/// Everything around one execution and those that it starts: the processes that host them, the queue
/// that wakes them, and those who answer them.
final class World: Sendable {
    let simulation: Simulation
    let witness: Witness
    let network: Network
    let weather: Weather
    let program: Program
    let storage: any Storage
    private let deployment: Timestamp
    private let forgetsTimers: Bool
    let client: SimulatedProcess
    let state = Mutex(State())

    struct State {
        /// Each invocation, by its number, and whether it had the new code.
        var invocations = [false]
        var processes: [SimulatedProcess] = []
        var handedOut: Set<CallbackToken> = []
        /// In the order in which they were started.
        var executions: [ExecutionID] = []
        var endings: [ExecutionID: [ExecutionOutcome]] = [:]
        /// Signals whose sender has given up, and which may arrive all the same.
        var givenUp: Set<Signal> = []
    }

    init(
        _ program: Program,
        in storage: any Storage,
        _ simulation: Simulation,
        _ witness: Witness,
        _ weather: Weather,
        deployment: Timestamp,
        forgetsTimers: Bool = false
    ) {
        self.program = program
        self.storage = storage
        self.simulation = simulation
        self.witness = witness
        self.weather = weather
        self.deployment = deployment
        self.forgetsTimers = forgetsTimers
        network = Network(simulation, weather)
        client = SimulatedProcess("client", in: simulation)
    }

    /// The one that somebody outside has started.
    let first = ExecutionID(rawValue: "program/execution")

    /// An execution is in the table.
    func began(_ execution: ExecutionID) { state.withLock { $0.executions.append(execution) } }

    var executions: [ExecutionID] { state.withLock { $0.executions } }

    /// Whether the token is new to those outside.
    func isFirst(_ token: CallbackToken) -> Bool {
        state.withLock { $0.handedOut.insert(token).inserted }
    }

    /// What invocations have said of the end of the first.
    var endings: [ExecutionOutcome] { state.withLock { $0.endings[first] ?? [] } }

    /// The executions, as an invocation reaches them.
    func store(of invocation: Int) -> ExecutionStore {
        store(over: storage.table(of: invocation, in: self))
    }

    func store(over table: any LogTable) -> ExecutionStore {
        ExecutionStore(
            table,
            code: { _, secret in secret },
            now: { [simulation] in simulation.now },
            nonce: { [simulation] in String(simulation.draw { $0.next() }, radix: 36) }
        )
    }

    /// What is in the table, by a way that never fails.
    func entries() async throws -> [LogEntry]? { try await storage.table.read(first) }

    /// What is recorded, by a way that never fails.
    func log(of execution: ExecutionID) async throws -> ExecutionLog? {
        try await ExecutionStore(
            storage.table,
            code: { $1 },
            now: { .init(millisecondsSinceEpoch: 0) }
        )
        .read(execution)
    }
}

// MARK: - Invocations

extension World {
    enum Message: Sendable {
        case start
        case wake(ExecutionID)
    }

    /// Gives a message to a process, again and again until one has dealt with it.
    func deliver(_ message: Message) {
        let seconds = simulation.number(in: simulation.happens(0.5) ? 1...10 : 1...60)
        let process = self.process()
        let hasNewCode = simulation.now >= deployment
        let number = state.withLock { state in
            state.invocations.append(hasNewCode)
            return state.invocations.count - 1
        }
        let receipt = Receipt()
        simulation.note("\(process.name) gets \(message) as \(number), for \(seconds) s")
        process.spawn { [self] in
            do {
                try await invoke(message, number, in: process, seconds: seconds)
                receipt.sign()
            } catch  where error.isBadWeather {
                simulation.note("\(number) has failed")
            } catch is UnknownExecution {
                // Something was said to it before it was there.
                receipt.sign()
            } catch {
                witness.violated("invocation \(number) has failed: \(error)")
            }
        }
        simulation.schedule(after: seconds * simulation.number(in: 500...3000)) { [self] in
            if !receipt.isSigned { deliver(message) }
        }
    }

    private func invoke(
        _ message: Message,
        _ number: Int,
        in process: SimulatedProcess,
        seconds: Int
    ) async throws {
        let now = simulation.now
        let invocation = Invocation(
            number: number,
            world: self,
            hasNewCode: hasNewCode(number)
        )
        let host = ExecutionHost(
            of: HostedWorkflows(program.workflows(invocation)),
            in: store(of: number),
            wakeUps: self,
            functions: self,
            limits: .patient,
            sleep: { [simulation] in try await simulation.sleep(for: $0) },
            on: process
        )
        let deadline = now.advanced(by: .seconds(seconds))
        let answer: ExecutionHost.Answer
        switch message {
        case .start:
            let name = try ExecutionName("execution")
            (_, answer) = try await host.start(
                first.workflow,
                name: name,
                input: "1",
                until: deadline
            )
        case .wake(let execution): answer = try await host.wake(execution, until: deadline)
        }
        if case .ended(let outcome) = answer { ended(message.execution ?? first, outcome) }
    }

    func hasNewCode(_ invocation: Int) -> Bool { state.withLock { $0.invocations[invocation] } }

    /// Somebody finds that an execution has ended.
    func ended(_ execution: ExecutionID, _ outcome: ExecutionOutcome) {
        simulation.note("\(execution.rawValue) has ended: \(outcome)")
        let before = state.withLock { state in
            state.endings[execution, default: []].append(outcome)
            return state.endings[execution, default: []][0]
        }
        if before != outcome {
            witness.violated("\(execution.rawValue) ended as \(before) and as \(outcome)")
        }
    }
}

extension World.Message {
    fileprivate var execution: ExecutionID? {
        if case .wake(let execution) = self { execution } else { nil }
    }
}

extension Program {
    /// The code that an invocation has of the program's workflows.
    fileprivate func workflows(_ invocation: Invocation) -> [HostedWorkflow] {
        let timeout = timeoutSeconds.map { Duration.seconds($0) }
        let body = body
        let first = Workflow("program", timeout: timeout) { (_: Int?, context: WorkflowContext) in
            try await Interpreter(invocation: invocation).run(body, context)
        }
        return [first.hosted] + children.map { $0.hosted(invocation) }
    }
}

extension ChildPlan {
    fileprivate func hosted(_ invocation: Invocation) -> HostedWorkflow {
        let (body, rounds) = (body, rounds)
        let timeout = timeoutSeconds.map { Duration.seconds($0) }
        return Workflow(workflow, timeout: timeout) { (round: Int, context: WorkflowContext) in
            let suffix = round == 0 ? "" : "~\(round)"
            let interpreter = Interpreter(invocation: invocation, suffix: suffix)
            let digest = try await interpreter.run(body, context)
            guard round < rounds else { return digest }
            try await context.continueAsNew(with: round + 1)
        }.hosted
    }
}

// MARK: - Processes

extension World {
    /// One that runs already, or a new one.
    private func process() -> SimulatedProcess {
        let warm = state.withLock { $0.processes.filter(\.isRunning) }
        if !warm.isEmpty, simulation.happens(0.5) {
            return warm[simulation.number(in: 0...warm.count - 1)]
        }
        return state.withLock { [simulation] state in
            state.processes.removeAll(where: \.isDead)
            let process = SimulatedProcess("process \(state.invocations.count)", in: simulation)
            state.processes.append(process)
            return process
        }
    }

    /// What may befall a process before an action.
    func befall() {
        if network.strikes(weather.crash), let process = victim() {
            witness.count(.crash)
            process.crash()
        }
        if network.strikes(weather.freeze), let process = victim() {
            witness.count(.freeze)
            process.freeze(milliseconds: simulation.number(in: 1...200_000))
        }
    }

    private func victim() -> SimulatedProcess? {
        let living = state.withLock { $0.processes.filter { !$0.isDead } }
        return living.isEmpty ? nil : living[simulation.number(in: 0...living.count - 1)]
    }

    /// Ends every process, so that nothing more happens.
    func end() {
        for process in state.withLock({ $0.processes }) { process.crash() }
    }
}

// MARK: - Wake-ups

extension World: WakeUpPort {
    func wake(_ execution: ExecutionID, after delay: Duration) async throws {
        if forgetsTimers, simulation.happens(0.2) { return }
        try await network.call { [self] in
            wake(execution, afterMilliseconds: Int(max(.zero, delay).wholeMilliseconds))
        }
    }

    /// Puts a wake-up into the queue, from which it comes once, often, late or never.
    func wake(_ execution: ExecutionID, afterMilliseconds milliseconds: Int) {
        if network.strikes(weather.wakeUpLost) { return witness.count(.lostWakeUp) }
        var milliseconds = milliseconds
        if network.strikes(weather.wakeUpDelayed) {
            milliseconds += simulation.number(in: 0...100_000)
        }
        if network.strikes(weather.wakeUpEarly) {
            milliseconds = simulation.number(in: 0...milliseconds)
        }
        simulation.schedule(after: milliseconds) { [self] in deliver(.wake(execution)) }
        if network.strikes(weather.wakeUpRepeated) {
            wake(execution, afterMilliseconds: milliseconds)
        }
    }
}

extension World: FunctionPort {
    /// What is in the log is called, whoever has written it.
    func call(
        _ function: String,
        input: String?,
        for caller: StartOptions.Parent
    ) async throws {}
}

extension ExecutionHost.Limits {
    /// Of hosts that bear any number of deaths.
    fileprivate static var patient: Self {
        var limits = Self()
        limits.interruptions = .max
        return limits
    }
}

/// A message was dealt with.
private final class Receipt: Sendable {
    private let signed = Atomic(false)

    var isSigned: Bool { signed.load(ordering: .relaxed) }

    func sign() { signed.store(true, ordering: .relaxed) }
}
