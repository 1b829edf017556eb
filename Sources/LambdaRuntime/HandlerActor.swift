/// Makes the handler, owns it and runs it, all on the loop's thread.
///
/// An actor, so that a handler need not be `Sendable`: it is given away once, and everything it
/// keeps stays here.
actor HandlerActor {
    private enum State {
        case unmade(() async throws -> Lambda.ByteHandler)
        case ready(Lambda.ByteHandler)
    }

    private let executor: LoopExecutor
    private var state: State

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(
        on executor: LoopExecutor,
        makingHandler makeHandler: sending @escaping () async throws -> Lambda.ByteHandler
    ) {
        self.executor = executor
        state = .unmade(makeHandler)
    }

    /// Makes the handler; returns why it could not.
    func prepare() async -> ErrorReport? {
        guard case .unmade(let makeHandler) = state else { return nil }
        do {
            state = .ready(try await makeHandler())
            return nil
        } catch {
            return ErrorReport(error)
        }
    }

    func handle(_ event: [UInt8], _ invocation: Invocation) async -> Result<[UInt8], ErrorReport> {
        guard case .ready(let handler) = state else {
            return .failure(
                ErrorReport(errorType: "Runtime.Unprepared", errorMessage: "There is no handler.")
            )
        }
        do {
            return .success(
                try await Lambda.$currentInvocation.withValue(invocation) {
                    try await handler(event, invocation)
                }
            )
        } catch {
            return .failure(ErrorReport(error))
        }
    }
}
