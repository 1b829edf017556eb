import AWSClient
import Dispatch
import Foundation
import Synchronization
import Testing

/// Real processes that die, or live on when they should not, under AWS's runtime interface emulator
/// and with their log in DynamoDB.
@Suite struct `A durable function's process` {
    @Test(.timeLimit(.minutes(15)))
    func `is killed before and after each write, and no completed step runs again`() async throws {
        let function = try await LedgerFunction()
        let plan = Mutex(KillPlan())
        let proxy = try LogProxy(to: function.service) { write in
            plan.withLock { $0.recorded(write) }
            for step in write.completedSteps { try function.note("recorded \(step)") }
        } judge: { write in
            plan.withLock { $0.fate(of: write) { try function.kill() } }
        }
        let process = try await function.serve(through: proxy)
        var event = LedgerFunction.start
        while try await function.record?.isEnded != true {
            let answer = try await process.invoke(event)
            // What Lambda and the queue do: an event whose function died comes again.
            guard answer.contains("RUNNING") || answer == "null" else { continue }
            try await function.answerIfAsked()
            event = try await function.nextWakeUp() ?? LedgerFunction.wake
        }
        #expect(try await function.record?.execution.outcome == .succeeded(result: #""yes""#))
        let kills = plan.withLock { $0.kills }
        // Eleven writes where nobody dies; after a death there are more.
        #expect(kills >= 2 * 11)
        let lines = try function.lines
        for step in ["step 1", "step 2", "step 3", "decision submitter", "last step"] {
            #expect(lines.count { $0 == "recorded \(step)" } == 1)
            let end = try #require(lines.lastIndex(of: "recorded \(step)"))
            #expect(!lines[end...].contains("ran \(step)"), "\(step) ran again")
        }
    }

    @Test(.timeLimit(.minutes(15)))
    func `cannot write any more once another one has taken over`() async throws {
        let function = try await LedgerFunction()
        let (held, isHeld) = AsyncStream.makeStream(of: Void.self)
        let gate = DispatchSemaphore(value: 0)
        let oldProxy = try LogProxy(to: function.service) { write in
            guard write.completedSteps == ["step 2"] else { return .recorded }
            isHeld.yield()
            return .held(until: gate)
        }
        // Long enough that a busy machine does not end either of the two.
        let old = try await function.serve(through: oldProxy, timeout: 10)
        async let oldAnswer = old.invoke(LedgerFunction.start)
        for await _ in held { break }
        // From here on AWS's emulator stands still, so that it does not end the process in time.
        try function.signal(SIGSTOP, toEmulatorOf: oldProxy)

        let new = try await function.serve(
            through: LogProxy(to: function.service) { _ in .recorded },
            timeout: 10
        )
        _ = try await new.invoke(LedgerFunction.wake)
        while try await function.record?.openCallbacks.isEmpty != false {
            _ = try await new.invoke(function.nextWakeUp() ?? LedgerFunction.wake)
        }
        #expect(try function.running.count == 2)
        let before = try await function.record?.history
        gate.signal()
        try await oldProxy.refusal()
        #expect(try await function.record?.history == before)

        try function.signal(SIGCONT, toEmulatorOf: oldProxy)
        _ = try? await oldAnswer  // Whatever is left of it: its time was up long ago.
        #expect(try function.lines.count { $0 == "ran step 2" } == 2)
        #expect(try function.lines.count { $0 == "ran step 3" } == 1)
    }
}

/// Kills the process at each of its writes, once before it is recorded and once after; at a seal, which
/// every later process begins with, and at the attempts that it then records, only the first two times.
private struct KillPlan {
    private(set) var kills = 0
    private var recordedWrites = 0
    private var strikes: [String: Int] = [:]

    private static let repeated = ["start", "seal", "attempt"]

    mutating func recorded(_ write: LogProxy.Write) {
        if !Self.repeated.contains(write.kind) { recordedWrites += 1 }
    }

    mutating func fate(
        of write: LogProxy.Write,
        strike: @escaping @Sendable () throws -> Void
    ) -> LogProxy.Fate {
        let isRepeated = Self.repeated.contains(write.kind)
        let place = isRepeated ? write.kind : "write \(recordedWrites)"
        strikes[place, default: 0] += 1
        switch strikes[place] {
        case 1:
            kills += 1
            return .lost(strike: strike)
        case 2:
            kills += 1
            return .unanswered(strike: strike)
        default: return .recorded
        }
    }
}
