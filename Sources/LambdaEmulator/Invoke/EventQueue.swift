import DurableExecution

/// Delivers asynchronous events, with Lambda's retries.
struct EventQueue: Sendable {
    typealias Invoke = @Sendable (_ function: String, Invocation) async -> InvocationReply

    private let time: any Timekeeper
    private let invoke: Invoke
    private let report: @Sendable (EmulatorEvent) -> Void
    private let events: AsyncStream<(function: String, Invocation)>
    private let arrivals: AsyncStream<(function: String, Invocation)>.Continuation

    init(
        time: any Timekeeper,
        invoke: @escaping Invoke,
        report: @escaping @Sendable (EmulatorEvent) -> Void
    ) {
        self.time = time
        self.invoke = invoke
        self.report = report
        (events, arrivals) = AsyncStream.makeStream()
    }

    func add(_ invocation: Invocation, to function: String) {
        arrivals.yield((function, invocation))
    }

    /// Delivers events until the task is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await (function, invocation) in events {
                group.addTask { await deliver(invocation, to: function) }
            }
            group.cancelAll()
        }
    }

    private func deliver(_ invocation: Invocation, to function: String) async {
        var failures = 0
        var throttles = 0
        while true {
            let reply = await invoke(function, invocation)
            guard case .failed(let failure) = reply.outcome, !Task.isCancelled else { return }
            let delay: Duration?
            if failure.cause == .throttled {
                throttles += 1
                delay = EventRetry.delay(afterThrottles: throttles)
            } else {
                failures += 1
                delay = EventRetry.delay(afterAttempt: failures)
            }
            guard let delay else { return tell(.gaveUp(requestID: invocation.requestID), function) }
            let moment = time.now.advanced(by: delay)
            tell(.willRetry(requestID: invocation.requestID, after: delay), function)
            // Cancelled: the emulator stops, and the event with it.
            guard (try? await time.sleep(until: moment)) != nil else { return }
        }
    }

    private func tell(_ news: EmulatorEvent.Kind, _ function: String) {
        report(EmulatorEvent(function: function, kind: news))
    }
}
