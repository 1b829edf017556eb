import DurableExecution
import Synchronization

/// The faults that are still to come; each strikes once.
final class FaultPlan: Sendable {
    private let faults: Mutex<[Fault]>

    init(_ faults: [Fault]) {
        self.faults = Mutex(faults)
    }

    /// The fault that strikes where these updates are reported.
    func take(at updates: [OperationUpdate]) -> Fault? {
        faults.withLock { faults in
            guard let index = faults.firstIndex(where: { updates.contains(where: $0.strikes) })
            else { return nil }
            return faults.remove(at: index)
        }
    }
}

extension LambdaService {
    /// Records a checkpoint; a fault strikes before or after that.
    func checkpoint(
        _ arn: String,
        _ request: CheckpointRequest
    ) async throws(ServiceError) -> CheckpointAnswer {
        guard let fault = faults.take(at: request.updates ?? []) else {
            return try await durable.checkpoint(arn, request)
        }
        switch fault.kind {
        case .crash:
            try await strike(arn, fault) { $0.kill() }
            // Whom this could be told is gone.
            throw .invalidParameter("The function has crashed.")
        case .crashAfterwards:
            let answer = try await durable.checkpoint(arn, request)
            try await strike(arn, fault) { $0.kill() }
            return answer
        case .freeze:
            let answer = try await durable.checkpoint(arn, request)
            try await strike(arn, fault) { $0.freeze() }
            return answer
        case .delay(let duration):
            let moment = durable.time.now.advanced(by: duration)
            try await durable.tell(.struck(fault), of: arn)
            // Cancelled: nobody waits for the record any more.
            try? await durable.time.sleep(until: moment)
            return try await durable.checkpoint(arn, request)
        }
    }

    private func strike(
        _ arn: String,
        _ fault: Fault,
        _ body: @escaping @Sendable (ChildProcess) -> Void
    ) async throws(ServiceError) {
        let execution = try await durable.execution(arn)
        if case .running(let run) = execution.state {
            await hosts[execution.identity.function]?.withProcess(of: run.requestID, body)
        }
        try await durable.tell(.struck(fault), of: arn)
    }
}
