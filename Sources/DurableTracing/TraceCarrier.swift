#if Tracing
import DurableExecution
import LambdaRuntime
import Tracing

/// A trace as it came to this process, in the spelling of W3C and, where it came that way, of X-Ray.
private struct TraceCarrier: Sendable {
    var parent: TraceParent?
    var xRay: String?
}

private struct TraceExtractor: Extractor {
    func extract(key: String, from carrier: TraceCarrier) -> String? {
        switch key.lowercased() {
        case "traceparent": carrier.parent?.text
        case "x-amzn-trace-id": carrier.xRay
        default: nil
        }
    }
}

private struct FieldInjector: Injector {
    func inject(_ value: String, forKey key: String, into carrier: inout [String: String]) {
        carrier[key.lowercased()] = value
    }
}

extension ServiceContext {
    /// What is current, as other processes are told of it.
    var parent: TraceParent? {
        var fields: [String: String] = [:]
        InstrumentationSystem.instrument.inject(self, into: &fields, using: FieldInjector())
        return fields["traceparent"].flatMap { TraceParent($0) }
    }

    /// What is current below a span of another process.
    init(below parent: TraceParent) {
        self.init(TraceCarrier(parent: parent))
    }

    /// What is current below the span of Lambda's own for the invocation.
    static var invocation: ServiceContext? {
        guard let header = Lambda.currentInvocation?.traceID else { return nil }
        return ServiceContext(TraceCarrier(parent: TraceParent(xRay: header), xRay: header))
    }

    private init(_ carrier: TraceCarrier) {
        self = .topLevel
        InstrumentationSystem.instrument.extract(carrier, into: &self, using: TraceExtractor())
    }
}
#endif
