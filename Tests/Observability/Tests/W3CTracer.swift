import InMemoryTracing
import Tracing

/// The tracer of the tests, that reads `traceparent` as others do.
struct W3CTracer: Tracer {
    private let tracer: InMemoryTracer

    /// What this process's tracer, which it can be given but once, keeps its spans in.
    static let bootstrapped: InMemoryTracer = {
        let ids = InMemoryTracer.IDGenerator(
            nextTraceID: { digits() + digits() },
            nextSpanID: { digits() }
        )
        let tracer = InMemoryTracer(idGenerator: ids)
        InstrumentationSystem.bootstrap(W3CTracer(tracer: tracer))
        return tracer
    }()

    private static func digits() -> String {
        String(UInt64.random(in: 1 << 60 ... .max), radix: 16)
    }

    func startSpan<Instant: TracerInstant>(
        _ operationName: String,
        context: @autoclosure () -> ServiceContext,
        ofKind kind: SpanKind,
        at instant: @autoclosure () -> Instant,
        function: String,
        file fileID: String,
        line: UInt
    ) -> InMemorySpan {
        tracer.startSpan(
            operationName,
            context: context(),
            ofKind: kind,
            at: instant(),
            function: function,
            file: fileID,
            line: line
        )
    }

    func forceFlush() { tracer.forceFlush() }

    func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier,
        into context: inout ServiceContext,
        using extractor: Extract
    ) where Extract.Carrier == Carrier {
        let parts = extractor.extract(key: "traceparent", from: carrier)?.split(separator: "-")
        guard let parts, parts.count == 4 else { return }
        let pair = [
            InMemoryTracer.traceIDKey: String(parts[1]), InMemoryTracer.spanIDKey: String(parts[2]),
        ]
        tracer.extract(pair, into: &context, using: PairExtractor())
    }

    func inject<Carrier, Inject: Injector>(
        _ context: ServiceContext,
        into carrier: inout Carrier,
        using injector: Inject
    ) where Inject.Carrier == Carrier {
        var pair: [String: String] = [:]
        tracer.inject(context, into: &pair, using: PairInjector())
        guard let trace = pair[InMemoryTracer.traceIDKey], let span = pair[InMemoryTracer.spanIDKey]
        else { return }
        injector.inject("00-\(trace)-\(span)-01", forKey: "Traceparent", into: &carrier)
    }
}

private struct PairInjector: Injector {
    func inject(_ value: String, forKey key: String, into carrier: inout [String: String]) {
        carrier[key] = value
    }
}

private struct PairExtractor: Extractor {
    func extract(key: String, from carrier: [String: String]) -> String? { carrier[key] }
}
