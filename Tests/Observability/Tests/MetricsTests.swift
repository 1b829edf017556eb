import CoreMetrics
import DurableExecution
import DurableMetrics
import DurableTesting
import MetricsTestKit
import Testing

@Suite struct `Metrics of a workflow` {
    @Test func `count and time what it does, and not what is replayed`() async throws {
        let metrics = TestMetrics()
        MetricsSystem.bootstrap(metrics)
        let run = try TestRun(of: order.observed(by: .metrics), input: 1)
        try await run.answer("answer", with: 7)
        try await run.end()
        func count(_ timer: String, _ dimensions: (String, String)...) throws -> Int {
            try metrics.expectTimer(timer, [("workflow", "order")] + dimensions).values.count
        }
        #expect(try count("perdure.attempt.duration", ("outcome", "succeeded")) == 1)
        #expect(try count("perdure.attempt.duration", ("outcome", "failed")) == 2)
        for (type, status) in [
            ("Step", "SUCCEEDED"), ("Wait", "SUCCEEDED"), ("Callback", "SUCCEEDED"),
            ("Step", "FAILED"),
        ] {
            let times = try count(
                "perdure.operation.duration",
                ("type", type),
                ("status", status)
            )
            #expect(times == 1, "\(type) \(status)")
        }
        let whole = try metrics.expectTimer(
            "perdure.execution.duration",
            [("workflow", "order"), ("status", "SUCCEEDED")]
        )
        #expect(whole.values == [3 * 3600 * 1_000_000_000])
        let suspensions = try metrics.expectCounter(
            "perdure.runs",
            [("workflow", "order"), ("end", "suspended")]
        )
        #expect(suspensions.totalValue == 3)
    }
}
