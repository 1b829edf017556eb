import AWSClient
import DurableExecution
import JSONCoding
import Synchronization

/// Calls Lambda functions for executions, each in a task beside the workflow that waits for it.
///
/// A call lives no longer than the invocation that makes it, and while one is open that does not end.
/// An invocation that dies, or whose time is up before the answer has come, leaves its calls to the
/// next one, which makes them again: **a function is called at least once**. The next one begins with
/// them. A call that had all the time of an invocation has timed out.
final class FunctionCalls: FunctionPort {
    private let client: AWSClient
    private let store: ExecutionStore
    private let sleep: @Sendable (Duration) async throws -> Void
    private let begin: Timestamp
    /// When calls are given up, in time to say so.
    private let end: Timestamp
    private let open = Mutex<[ExecutionID: OpenCalls]>([:])

    /// The calls of an invocation that begins now.
    init(
        client: AWSClient,
        store: ExecutionStore,
        until deadline: Timestamp,
        sleep: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        }
    ) {
        self.client = client
        self.store = store
        self.sleep = sleep
        begin = store.now()
        let left = max(begin.duration(to: deadline), .zero)
        end = deadline.advanced(by: .zero - min(left / 10, .seconds(2)))
    }

    func call(_ function: String, input: String?, for caller: StartOptions.Parent) {
        open.withLock { open in
            open[caller.execution, default: OpenCalls()].begin(caller.operation) {
                Task { [self] in
                    let ended = await carryOut(function, input, for: caller)
                    change(caller.execution) { $0.end(caller.operation, ended) }
                }
            }
        }
    }

    func answer(
        for execution: ExecutionID,
        before moment: Timestamp?
    ) async throws -> FunctionAnswer {
        if let answer = try known(execution) { return answer }
        let alarm = moment.map { moment in
            Task { [self] in
                try await sleep(store.now().duration(to: moment))
                change(execution) { $0.ring() }
            }
        }
        defer { alarm?.cancel() }
        while true {
            await withCheckedContinuation { waiter in change(execution) { $0.wait(waiter) } }
            if let answer = try known(execution) { return answer }
        }
    }

    func abandon(_ execution: ExecutionID) {
        open.withLock { $0.removeValue(forKey: execution) }?.cancel()
    }

    private func known(_ execution: ExecutionID) throws -> FunctionAnswer? {
        try change(execution) { try $0.answer() }
    }

    private func change<Result: Sendable>(
        _ execution: ExecutionID,
        _ body: (inout OpenCalls) throws -> Result
    ) rethrows -> Result {
        try open.withLock { try body(&$0[execution, default: OpenCalls()]) }
    }
}

// MARK: - One call

extension FunctionCalls {
    private func carryOut(
        _ function: String,
        _ input: String?,
        for caller: StartOptions.Parent
    ) async -> OpenCalls.End {
        let invoke = LambdaAPI.Invoke(
            function: function,
            payload: Array((input ?? "null").utf8),
            isIdempotent: true
        )
        let begun = store.now()
        let answer = await outcome(of: invoke, within: begun.duration(to: end))
        guard !Task.isCancelled, let outcome = answer ?? timeout(of: function, since: begun) else {
            return .unanswered
        }
        do {
            try await store.tell(caller.execution, .invoked(caller.operation, outcome))
        } catch is InvokeNotOpen, is ExecutionEnded {
            // Nobody waits for it any more.
        } catch {
            return .untold(error)
        }
        return .told
    }

    private func outcome(
        of invoke: LambdaAPI.Invoke,
        within time: Duration
    ) async -> ExecutionOutcome? {
        await withTaskGroup(of: ExecutionOutcome?.self) { group in
            group.addTask { await self.outcome(of: invoke) }
            group.addTask {
                try? await self.sleep(time)  // Cancelled, it has nothing to say either.
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    /// Asks for as long as the service is busy or out of reach.
    private func outcome(of invoke: LambdaAPI.Invoke) async -> ExecutionOutcome? {
        while !Task.isCancelled {
            do throws(AWSError) {
                return ExecutionOutcome(try await client.send(invoke))
            } catch {
                guard error.isRetryable else { return .failed(ErrorObject(error)) }
                try? await sleep(.seconds(1))  // The loop sees that it is cancelled.
            }
        }
        return nil
    }

    /// `nil` for a call that was begun so late that the next invocation can give it more time.
    private func timeout(of function: String, since begun: Timestamp) -> ExecutionOutcome? {
        let time = begin.duration(to: end)
        guard begin.duration(to: begun) <= time / 10 else { return nil }
        return .timedOut(
            ErrorObject(
                type: "FunctionTimedOut",
                message: """
                    '\(function)' has not answered in the \(time) that an invocation has for it: give \
                    the function that calls it the longer Timeout of the two.
                    """
            )
        )
    }
}

extension ErrorObject {
    fileprivate init(_ error: AWSError) {
        self.init(type: error.code.rawValue, message: error.description)
    }
}

extension ExecutionOutcome {
    /// What a function has answered; one that has failed says how in its payload.
    fileprivate init(_ answer: LambdaAPI.Invoke.Answer) {
        let text = String(decoding: answer.payload, as: UTF8.self)
        guard let kind = answer.functionError else {
            self = .succeeded(result: text.isEmpty ? nil : text)
            return
        }
        let error = try? JSON(parsing: answer.payload)  // What is no JSON is shown as it is.
        self = .failed(
            ErrorObject(
                type: error?["errorType"]?.string ?? kind,
                message: error?["errorMessage"]?.string ?? text,
                stackTrace: error?["stackTrace"]?.array?.compactMap(\.string) ?? []
            )
        )
    }
}
