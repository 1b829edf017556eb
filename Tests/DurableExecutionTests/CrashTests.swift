import Synchronization
import TestTools
import Testing

@testable import DurableExecution

/// A process that dies at its n-th checkpoint, before the store has recorded it or just after.
private struct DyingPort: ExecutionPort {
    enum Moment: CaseIterable {
        case beforeRecording
        case afterRecording
    }

    let port: OwnedLog
    let moment: Moment
    let lifetime: Countdown

    func loadState(against token: CheckpointToken) async throws -> [DurableExecution.Operation] {
        try await port.loadState(against: token)
    }

    func checkpoint(
        _ updates: [OperationUpdate],
        against token: CheckpointToken
    ) async throws -> Checkpoint {
        guard lifetime.isLast() else { return try await port.checkpoint(updates, against: token) }
        if moment == .afterRecording { _ = try await port.checkpoint(updates, against: token) }
        throw Died()
    }

    struct Died: Error {}
}

@Suite struct `Crashes` {
    @Test(arguments: 1...24)
    func `a workflow that dies at any checkpoint ends the same, and no completed step runs again`(
        checkpoint: Int
    ) async throws {
        for moment in DyingPort.Moment.allCases {
            let tally = Tally()
            let harness = Harness(Self.workflow(tally))
            _ = try await drive(harness, try await dyingSession(harness, checkpoint, moment))
            let recorded = try await harness.record.operations.filter { $0.status == .succeeded }
            let runs = tally.all

            let settlement = try await drive(harness, try await harness.open())

            #expect(try settlement.result == #""created 1, approved, [10,20,30]""#)
            for step in recorded {
                let name = try #require(step.name)
                #expect(tally[name] == runs[name, default: 0], "\(name) ran again")
            }
        }
    }

    private func dyingSession(
        _ harness: Harness,
        _ checkpoint: Int,
        _ moment: DyingPort.Moment
    ) async throws -> Process {
        let log = try await harness.own()
        let port = DyingPort(port: log, moment: moment, lifetime: Countdown(checkpoint))
        return try await Process(log, port, of: harness.name, harness.clock, harness.workflow)
    }

    /// Runs a session until it ends or dies, answering the callback and letting time pass.
    private func drive(
        _ harness: Harness,
        _ process: Process
    ) async throws -> ExecutionSession.Settlement {
        while true {
            let settlement = await process.settlement()
            guard case .blocked = settlement else { return settlement }
            if try await harness.record.openCallbacks.isEmpty {
                harness.clock.advance(to: try #require(try await harness.record.nextTimer))
            } else {
                let approval = CallbackCompletion.succeeded(result: #""approved""#)
                try await harness.answer(harness.openToken, with: approval)
            }
            try await process.poll()
        }
    }

    private static func workflow(_ tally: Tally) -> Workflow<Int?, String> {
        Workflow("crashing") { (_: Int?, context: WorkflowContext) in
            let request = try await context.step("create") {
                tally.count("create")
                return "created 1"
            }
            let answer = try await context.callback(
                "decision",
                returning: String.self,
                timeout: .hours(72)
            ) { _ in tally.count("decision submitter") }
            guard case .received(let decision) = answer else { return "timed out" }
            try await context.wait("grace", for: .minutes(10))
            let receipts = try await context.map("receipts", over: 1...3, concurrency: 2) {
                number,
                context in
                try await context.step("mail \(number)") {
                    tally.count("mail \(number)")
                    return number * 10
                }
            }
            return "\(request), \(decision), [\(receipts.map(String.init).joined(separator: ","))]"
        }
    }
}

/// Tells the n-th to ask that it is the one.
private final class Countdown: Sendable {
    private let remaining: Atomic<Int>

    init(_ count: Int) {
        remaining = Atomic(count)
    }

    func isLast() -> Bool {
        remaining.subtract(1, ordering: .relaxed).newValue == 0
    }
}
