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
        for attempt in 1... {
            let reply = await invoke(function, invocation)
            guard case .failed = reply.outcome, !Task.isCancelled else { return }
            let requestID = invocation.requestID
            guard let delay = EventRetry.delay(afterAttempt: attempt) else {
                report(EmulatorEvent(function: function, kind: .gaveUp(requestID: requestID)))
                return
            }
            let moment = time.now.advanced(by: delay)
            let retry = EmulatorEvent.Kind.willRetry(requestID: requestID, after: delay)
            report(EmulatorEvent(function: function, kind: retry))
            // Cancelled: the emulator stops, and the event with it.
            guard (try? await time.sleep(until: moment)) != nil else { return }
        }
    }
}
