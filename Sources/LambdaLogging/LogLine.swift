import LambdaRuntime
import Logging

/// One event of the log, in either format.
struct LogLine {
    let event: LogEvent
    let metadata: Logger.Metadata
    let label: String
    let time: LogTime
    let invocation: Invocation?

    /// The time, the request id, the level, the message and the metadata, with tabs between them.
    var text: String {
        var fields = [time.rfc3339, invocation?.requestID.text ?? "-", event.level.lambdaName]
        fields.append(event.message.description)
        if let traceID = invocation?.traceID { fields.append("traceId=\(traceID)") }
        if let tenantID = invocation?.tenantID { fields.append("tenantId=\(tenantID)") }
        if let error = event.error { fields.append("error=\(type(of: error)): \(error)") }
        fields += metadata.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return fields.joined(separator: "\t")
    }

    /// An object with the fields that Lambda's managed runtimes write; the metadata is an object in it.
    ///
    /// Source: "JSON log format" in "Configuring advanced logging controls for your Lambda function".
    var json: String {
        var object = JSONObject()
        object.add("timestamp", time.rfc3339)
        object.add("level", event.level.lambdaName)
        object.add("message", event.message.description)
        object.add("logger", label)
        if let invocation {
            object.add("requestId", invocation.requestID.text)
            object.add("traceId", invocation.traceID)
            object.add("tenantId", invocation.tenantID)
        }
        if let error = event.error {
            object.add("errorType", "\(type(of: error))")
            object.add("errorMessage", "\(error)")
        }
        object.add("location", "\(event.file):\(event.line)")
        if !metadata.isEmpty { object.add("metadata", json: JSONObject(metadata).text) }
        return object.text
    }
}
