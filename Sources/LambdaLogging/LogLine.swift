import JSONCoding
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
        var object: JSON.Object = [
            "timestamp": .string(time.rfc3339),
            "level": .string(event.level.lambdaName),
            "message": .string(event.message.description),
            "logger": .string(label),
        ]
        object.append("requestId", invocation?.requestID.text)
        object.append("traceId", invocation?.traceID)
        object.append("tenantId", invocation?.tenantID)
        object.append("errorType", event.error.map { "\(type(of: $0))" })
        object.append("errorMessage", event.error.map { "\($0)" })
        object.append("location", "\(event.file):\(event.line)")
        if !metadata.isEmpty { object.append("metadata", metadata.json) }
        return String(decoding: JSON.object(object).bytes, as: UTF8.self)
    }
}

extension JSON.Object {
    /// Adds nothing where there is no text.
    fileprivate mutating func append(_ name: String, _ text: String?) {
        if let text { append(name, .string(text)) }
    }
}

extension Logger.Metadata {
    fileprivate var json: JSON {
        .object(JSON.Object(sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) }))
    }
}

extension Logger.MetadataValue {
    fileprivate var json: JSON {
        switch self {
        case .string(let text): .string(text)
        case .stringConvertible(let value): .string(value.description)
        case .array(let values): .array(values.map(\.json))
        case .dictionary(let metadata): metadata.json
        }
    }
}
