import DurableExecution
import FoundationEssentials
import HTTPTransport

/// A call of Invoke, checked as Lambda checks it.
///
/// Source: Lambda API reference, Invoke.
struct InvokeRequest: Hashable {
    enum Mode: String, Hashable {
        case wait = "RequestResponse"
        case event = "Event"
        case dryRun = "DryRun"
    }

    /// 6 MiB for a caller that waits, 1 MiB for an event.
    static let largestPayload = 6_291_456
    static let largestEvent = 1_048_576

    let mode: Mode
    let payload: [UInt8]
    let clientContext: String?
    let traceID: String?
    let tenantID: String?
    let executionName: String?
    let wantsLogTail: Bool

    init(_ request: HTTPServerRequest) throws(ServiceError) {
        let fields = request.message.fields
        let modeName = fields["X-Amz-Invocation-Type"] ?? Mode.wait.rawValue
        guard let mode = Mode(rawValue: modeName) else {
            throw .invalidParameter("InvocationType \(modeName) is unknown.")
        }
        self.mode = mode
        payload = try Self.payload(of: request, mode)
        clientContext = try fields["X-Amz-Client-Context"].map(Self.decodedContext)
        traceID = fields[TraceID.field]
        tenantID = fields["X-Amz-Tenant-Id"]
        executionName = try fields["X-Amz-Durable-Execution-Name"].map(Self.checkedName)
        wantsLogTail = fields["X-Amz-Log-Type"] == "Tail"
    }

    private static func payload(
        of request: HTTPServerRequest,
        _ mode: Mode
    ) throws(ServiceError) -> [UInt8] {
        let limit = mode == .event ? largestEvent : largestPayload
        let body = request.message.body
        guard !request.isTooLarge, body.count <= limit else { throw .tooLarge(limit: limit) }
        guard !body.isEmpty else { return Array("{}".utf8) }
        guard WireJSON.isValid(body) else {
            throw .invalidContent("Could not parse request body into json.")
        }
        return body
    }

    /// The caller encodes it, the function gets the text.
    private static func decodedContext(_ text: String) throws(ServiceError) -> String {
        guard let data = Data(base64Encoded: text), WireJSON.isValid(Array(data)) else {
            throw .invalidContent("Client context must be a valid Base64-encoded JSON object.")
        }
        return String(decoding: data, as: UTF8.self)
    }

    private static func checkedName(_ name: String) throws(ServiceError) -> String {
        do {
            return try ExecutionName(name).rawValue
        } catch {
            throw .invalidParameter(error.description)
        }
    }
}
