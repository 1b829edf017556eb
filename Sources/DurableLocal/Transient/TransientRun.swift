import DurableExecution
import Synchronization

/// A transient execution and those that carry its work on, until the last of them has ended.
final class TransientRun: Sendable {
    let id: ExecutionID
    let input: String?
    private let workflow: HostedWorkflow
    private let timeout: Duration?
    private let trace: TraceParent?
    private let caller: Caller?
    private let host: LocalHost
    private let state = Mutex(State())

    /// The operation of another execution that waits for this one.
    struct Caller: Sendable {
        let execution: TransientExecution
        let operation: OperationID
        /// How many executions are above the called one.
        let depth: Int
    }

    private struct State {
        /// The one that runs now.
        var execution: TransientExecution?
        /// What it has called.
        var children: [OperationID: TransientRun] = [:]
        /// How many came before it.
        var number = 0
        var outcome: ExecutionOutcome?
    }

    init(
        _ id: ExecutionID,
        _ workflow: HostedWorkflow,
        input: String?,
        timeout: Duration?,
        trace: TraceParent?,
        caller: Caller?,
        on host: LocalHost
    ) {
        self.id = id
        self.input = input
        self.workflow = workflow
        self.timeout = timeout
        self.trace = trace
        self.caller = caller
        self.host = host
        begin(input)
    }

    @discardableResult
    private func begin(_ input: String?) -> TransientExecution {
        let clock = host.clock
        let execution = TransientExecution(
            id,
            input: input,
            timeout: timeout,
            trace: trace,
            now: { clock.now },
            sleep: { try await clock.sleep(until: clock.now.advanced(by: $0)) },
            whenCalling: { [weak self] in self?.carryOut() }
        )
        state.withLock { state in
            if state.execution != nil { state.number += 1 }
            state.execution = execution
            state.children = [:]
        }
        return execution
    }

    private var execution: TransientExecution? { state.withLock { $0.execution } }

    /// Runs to the end, and tells its caller how it ended.
    func run() async {
        guard var execution else { return }
        var outcome = await execution.run(workflow)
        while case .continued(let input) = outcome {
            closeCalls(of: execution)
            guard !host.transients.isClosed else {
                outcome = .stopped(.runtimeStopped)
                break
            }
            execution = begin(input)
            outcome = await execution.run(workflow)
        }
        closeCalls(of: execution)
        state.withLock { state in
            state.outcome = outcome
            state.children = [:]
        }
        caller?.hear(outcome)
    }
}

// MARK: - From outside

extension TransientRun {
    /// How it ended, once it has.
    var outcome: ExecutionOutcome? { state.withLock { $0.outcome } }

    var status: ExecutionStatus {
        outcome.flatMap { _ in execution?.status } ?? .running
    }

    func tell(_ event: OutsideEvent) throws { try execution?.tell(event) }

    func published(_ name: String) -> String? { execution?.published(name) }

    /// Tells it something that it need not hear once it has ended.
    func tellIfOpen(_ event: OutsideEvent) {
        // All that it can refuse is what comes after its end.
        try? tell(event)
    }
}

// MARK: - What it calls

extension TransientRun {
    /// Starts, or cancels, what operations have called.
    private func carryOut() {
        guard let execution else { return }
        for call in execution.openCalls {
            if child(of: call) == nil { begin(call, of: execution) }
            guard let cancellation = call.cancellation else { continue }
            child(of: call)?.tellIfOpen(.cancel(reason: cancellation.reason))
        }
    }

    private func child(of call: ExecutionRecord.Call) -> TransientRun? {
        state.withLock { $0.children[call.operation] }
    }

    private func begin(_ call: ExecutionRecord.Call, of execution: TransientExecution) {
        let depth = (caller?.depth ?? 0) + 1
        let caller = Caller(execution: execution, operation: call.operation, depth: depth)
        guard depth <= host.limits.nesting else {
            let error = NestingTooDeep(call, limit: host.limits.nesting)
            return caller.hear(.failed(error.errorObject))
        }
        do {
            let child = try host.startTransient(
                try host.workflows.named(call.target.function),
                childName(of: call),
                input: call.input,
                trace: trace,
                caller: caller
            )
            state.withLock { $0.children[call.operation] = child }
        } catch {
            caller.hear(.failed(ErrorObject(error)))
        }
    }

    private func childName(of call: ExecutionRecord.Call) -> ExecutionName {
        let number = state.withLock { $0.number }
        return ExecutionName(
            derivedFrom: id.name,
            origin: "\(id.rawValue) \(number) \(call.operation)"
        )
    }

    /// What becomes of what it has called and that is still open at its end.
    private func closeCalls(of execution: TransientExecution) {
        for call in execution.owedCalls {
            if let event = call.target.parentClose?.event { child(of: call)?.tellIfOpen(event) }
        }
    }
}

extension TransientRun.Caller {
    /// Learns how what it has called has ended.
    fileprivate func hear(_ outcome: ExecutionOutcome) {
        // It has no use for it where it has ended itself.
        try? execution.tell(.invoked(operation, outcome))
    }
}
