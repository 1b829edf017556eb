#if Metrics
import CoreMetrics
import DurableExecution

/// Tells of executions in counters and timers.
struct MetricObserver: ObserverPort {
    func began(_ run: ObservedRun) -> @Sendable (ObservedRun.End) -> Void {
        { end in
            let counter = Counter(
                label: "perdure.runs",
                dimensions: [("workflow", run.workflow), ("end", end.name)]
            )
            counter.increment()
            guard case .ended(let outcome) = end else { return }
            record(
                "perdure.execution.duration",
                run.startedAt.duration(to: run.now()),
                [("workflow", run.workflow), ("status", outcome.status.rawValue)]
            )
        }
    }

    func ended(_ operation: Operation, in run: ObservedRun) {
        record(
            "perdure.operation.duration",
            operation.startedAt.duration(to: operation.endedAt ?? run.now()),
            [
                ("workflow", run.workflow),
                ("type", operation.subtype ?? operation.type.rawValue),
                ("status", operation.status.rawValue),
            ]
        )
    }

    func attempt<Result: Sendable>(
        _ attempt: ObservedAttempt,
        _ body: () async throws -> Result
    ) async throws -> Result {
        let start = ContinuousClock.now
        func end(_ outcome: String) {
            record(
                "perdure.attempt.duration",
                .now - start,
                [("workflow", attempt.run.workflow), ("outcome", outcome)]
            )
        }
        do {
            let result = try await body()
            end("succeeded")
            return result
        } catch {
            end("failed")
            throw error
        }
    }

    private func record(_ label: String, _ time: Duration, _ dimensions: [(String, String)]) {
        Timer(label: label, dimensions: dimensions).recordNanoseconds(time.wholeNanoseconds)
    }
}

extension Duration {
    /// As many as there is room for: some 292 years.
    fileprivate var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return isTooLong ? .max : whole + attoseconds / 1_000_000_000
    }
}
#endif
