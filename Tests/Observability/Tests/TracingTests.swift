import DurableExecution
import DurableTesting
import DurableTracing
import InMemoryTracing
import Testing
import Tracing

@Suite(.serialized) struct `The trace of a workflow` {
    private let tracer = W3CTracer.bootstrapped

    @Test func `is that of whoever starts it in this process`() async throws {
        let called = Workflow("called", durable: true) { (_: Int?, context: WorkflowContext) in
            try await context.wait("a while", for: .hours(2))
        }
        try await withSpan("request") { _ in
            try await TestRun(of: called.observed(by: .tracing), input: nil).end()
        }
        let spans = tracer.finishedSpans
        let root = try #require(spans.first { $0.operationName == "request" })
        for name in ["called", "a while"] {
            let span = try #require(spans.first { $0.operationName == name })
            #expect(span.traceID == root.traceID)
            #expect(span.parentSpanID == root.spanID)
        }
    }

    @Test func `is one across suspensions, with each operation and attempt once`() async throws {
        let traced = Workflow("traced", durable: true) { (_: Int, context: WorkflowContext) in
            try await context.step("pay") { withSpan("card") { _ in } }
            try await context.wait("grace", for: .hours(2))
        }
        for workflow in [order.observed(by: .tracing), traced.observed(by: .tracing)] {
            let run = try TestRun(of: workflow, input: 1)
            if workflow.name == "order" { try await run.answer("answer", with: 7) }
            try await run.end()
        }
        #expect(tracer.activeSpans.isEmpty)
        let spans = tracer.finishedSpans.filter { $0.execution == "order/test" }
        #expect(
            spans.map(\.operationName).sorted() == [
                "answer", "charge", "charge attempt", "charge attempt", "grace", "mail",
                "mail attempt", "order", "order run", "order run", "order run", "order run",
            ]
        )
        #expect(Set(spans.map(\.traceID)).count == 1)
        #expect(Set(spans.map(\.parentSpanID)).count == 1)
        let grace = try #require(spans.first { $0.operationName == "grace" })
        #expect(grace.time == .seconds(2 * 3600))
        #expect(
            try #require(spans.first { $0.operationName == "order" }).time == .seconds(3 * 3600)
        )
        #expect(spans.first { $0.operationName == "mail" }?.status?.code == .error)
        #expect(
            spans.filter { $0.operationName == "charge attempt" }.map(\.errors.count) == [1, 0]
        )

        let pay = try #require(tracer.finishedSpans.first { $0.operationName == "pay attempt" })
        let card = try #require(tracer.finishedSpans.first { $0.operationName == "card" })
        #expect(card.parentSpanID == pay.spanID)
        #expect(card.traceID == pay.traceID)
        #expect(pay.traceID != grace.traceID)
    }
}

extension FinishedInMemorySpan {
    fileprivate var execution: String? {
        guard case .string(let text) = attributes["perdure.execution"]?.toSpanAttribute() else {
            return nil
        }
        return text
    }

    fileprivate var time: Duration {
        .nanoseconds(endInstant.nanosecondsSinceEpoch - startInstant.nanosecondsSinceEpoch)
    }
}
