#if Tracing
import DurableExecution
import LambdaRuntime
import Tracing

/// Tells of executions in spans.
struct SpanObserver: ObserverPort {
    var currentTrace: TraceParent? { ServiceContext.current?.parent }

    func began(_ run: ObservedRun) -> @Sendable (ObservedRun.End) -> Void {
        let execution = ServiceContext(below: run.trace)
        let span = startSpan(
            "\(run.workflow) run",
            context: .invocation ?? .current ?? execution,
            ofKind: .server
        )
        span.addLink(SpanLink(context: execution, attributes: [:]))
        span.describe(run)
        span.attributes["perdure.run.resumed"] = run.isResumed
        return { end in
            span.attributes["perdure.run.end"] = end.name
            if case .ended(let outcome) = end { emitExecution(run, outcome, below: execution) }
            span.end()
        }
    }

    private func emitExecution(
        _ run: ObservedRun,
        _ outcome: ExecutionOutcome,
        below context: ServiceContext
    ) {
        let span = startSpan(run.workflow, context: context, at: Moment(run.startedAt))
        span.describe(run)
        span.attributes["perdure.status"] = outcome.status.rawValue
        span.fail(outcome.failure)
        span.end(at: Moment(run.now()))
    }

    func ended(_ operation: Operation, in run: ObservedRun) {
        let span = startSpan(
            operation.name ?? operation.type.rawValue,
            context: ServiceContext(below: run.trace),
            at: Moment(operation.startedAt)
        )
        span.describe(run)
        span.attributes["perdure.operation.id"] = operation.id.rawValue
        span.attributes["perdure.operation.parent"] = operation.parent?.rawValue
        span.attributes["perdure.operation.type"] = operation.subtype ?? operation.type.rawValue
        span.attributes["perdure.status"] = operation.status.rawValue
        span.fail(operation.failure)
        span.end(at: Moment(operation.endedAt ?? run.now()))
    }

    func attempt<Result: Sendable>(
        _ attempt: ObservedAttempt,
        _ body: () async throws -> Result
    ) async throws -> Result {
        try await withSpan(
            "\(attempt.name) attempt",
            context: ServiceContext(below: attempt.run.trace)
        ) { span in
            span.describe(attempt.run)
            span.attributes["perdure.operation.id"] = attempt.operation.rawValue
            span.attributes["perdure.attempt"] = attempt.number
            return try await body()
        }
    }
}

extension Span {
    fileprivate func describe(_ run: ObservedRun) {
        attributes["perdure.workflow"] = run.workflow
        attributes["perdure.execution"] = run.execution
    }

    fileprivate func fail(_ error: ErrorObject?) {
        guard let error else { return }
        let text = [error.type, error.message].compactMap(\.self).joined(separator: ": ")
        setStatus(SpanStatus(code: .error, message: text))
    }
}

/// A moment on the wall clock, as tracers take it.
private struct Moment: TracerInstant {
    let nanosecondsSinceEpoch: UInt64

    init(_ time: Timestamp) {
        nanosecondsSinceEpoch = UInt64(max(0, time.millisecondsSinceEpoch)) * 1_000_000
    }

    static func < (left: Moment, right: Moment) -> Bool {
        left.nanosecondsSinceEpoch < right.nanosecondsSinceEpoch
    }
}
#endif
