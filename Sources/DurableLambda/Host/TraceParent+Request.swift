import DurableExecution
import JSONCoding

extension TraceParent {
    /// What the sender of an HTTP request is at, as the event of an API or of a function URL tells it.
    ///
    /// Names of headers are in lower case, or in format 1.0 as the sender has written them.
    ///
    /// Source: W3C Trace Context, traceparent; API Gateway developer guide, proxy integrations.
    init?(ofRequestIn event: JSON) {
        guard event["requestContext"]?.object != nil,
            let field = event["headers"]?.object?.first(where: {
                $0.name.lowercased() == "traceparent"
            }),
            let text = field.value.string
        else { return nil }
        self.init(text)
    }
}
