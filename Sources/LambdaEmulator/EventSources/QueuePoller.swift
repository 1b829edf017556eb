import AWSClient
import DurableExecution

/// Reads a queue, invokes a function with what is in it, and deletes what is done.
///
/// What is not deleted comes again by itself once the queue no longer hides it, or goes to the
/// dead-letter queue.
struct QueuePoller: Sendable {
    typealias Invoke = @Sendable (EventSource, [UInt8]) async -> InvocationOutcome

    let source: EventSource
    let client: AWSClient
    let time: any Timekeeper
    let invoke: Invoke
    let report: @Sendable (EmulatorEvent) -> Void

    /// Polls until the task is cancelled.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            var places = source.concurrency
            while let messages = await gather() {
                group.addTask { await deliver(messages) }
                places -= 1
                if places == 0 {
                    await group.next()
                    places += 1
                }
            }
        }
    }

    private func tell(_ news: EmulatorEvent.QueueNews) {
        report(EmulatorEvent(function: source.function, kind: .queue(source.queue, news)))
    }
}

// MARK: - From the queue

extension QueuePoller {
    /// `nil` once the task is cancelled.
    private func gather() async -> [SQS.Message]? {
        var batch = GatheredBatch(size: source.batchSize, window: source.window)
        while let demand = batch.demand(at: time.now) {
            guard let messages = await receive(demand) else { return nil }
            batch.add(await selected(of: messages), at: time.now)
        }
        return batch.messages
    }

    /// What no filter lets through is deleted.
    private func selected(of messages: [SQS.Message]) async -> [SQS.Message] {
        let selected = messages.filter(source.selects)
        let others = messages.filter { !source.selects($0) }
        if !others.isEmpty {
            await delete(others)
            tell(.filtered(others.count))
        }
        return selected
    }

    /// Asks for as long as the queue is out of reach.
    private func receive(_ demand: GatheredBatch.Demand) async -> [SQS.Message]? {
        let call = SQS.ReceiveMessage(
            queueURL: source.queueURL,
            maximumCount: demand.count,
            wait: demand.wait,
            details: .all
        )
        var isTold = false
        while !Task.isCancelled {
            do throws(AWSError) {
                return try await client.send(call)
            } catch {
                if !isTold, !Task.isCancelled { tell(.unreachable("\(error)")) }
                isTold = true
                // Cancelled: the loop sees it.
                try? await time.sleep(until: time.now.advanced(by: Self.patience))
            }
        }
        return nil
    }

    private static let patience = Duration.seconds(5)
}

// MARK: - To the function

extension QueuePoller {
    private func deliver(_ messages: [SQS.Message]) async {
        let hidden = time.now.advanced(by: source.visibilityTimeout)
        let event = QueueEvent(messages: messages, queueARN: source.queueARN)
        let outcome = await outcome(of: event.bytes, until: hidden)
        guard !Task.isCancelled else { return }
        let failures = BatchFailures(
            outcome,
            among: Set(messages.map(\.id)),
            areAsked: source.reportsItemFailures
        )
        let done = messages.filter { !failures.contains($0.id) }
        await delete(done)
        tell(.delivered(done: done.count, left: messages.count - done.count))
    }

    /// A function that turns the event away is asked again for as long as the messages are hidden.
    private func outcome(of event: [UInt8], until hidden: Timestamp) async -> InvocationOutcome {
        var throttles = 0
        while true {
            let outcome = await invoke(source, event)
            guard case .failed(let failure) = outcome, failure.cause == .throttled else {
                return outcome
            }
            throttles += 1
            let next = EventRetry.delay(afterThrottles: throttles).map(time.now.advanced)
            guard let next, next < hidden, (try? await time.sleep(until: next)) != nil else {
                return outcome
            }
        }
    }

    /// Ten at a time, as many as one call takes.
    private func delete(_ messages: [SQS.Message]) async {
        var rest = messages.map(\.receiptHandle)[...]
        while !rest.isEmpty {
            let handles = Array(rest.prefix(10))
            rest = rest.dropFirst(10)
            do throws(AWSError) {
                let call = SQS.DeleteMessageBatch(
                    queueURL: source.queueURL,
                    receiptHandles: handles
                )
                let failures = try await client.send(call)
                for failure in failures {
                    tell(.undeleted(failure.message ?? failure.code.rawValue))
                }
            } catch {
                tell(.undeleted("\(error)"))
            }
        }
    }
}
