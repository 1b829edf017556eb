import FoundationEssentials
import HTTPTransport

/// The HTTP response that a function's result stands for.
///
/// Source: API Gateway developer guide, "Create AWS Lambda proxy integrations for HTTP APIs" and
/// "Output format of a Lambda function for proxy integration".
enum ProxyResponse {
    /// The result is not what an HTTP integration understands.
    struct Malformed: Error, Hashable {
        let reason: String
    }

    static func read(
        _ result: [UInt8],
        _ format: HTTPRoute.PayloadFormat
    ) throws(Malformed) -> HTTPResponse {
        guard WireJSON.isValid(result) else { throw Malformed(reason: "it is no JSON") }
        let document: Document
        do {
            document = try WireJSON.decode(Document.self, result)
        } catch {
            document = Document()
            if format == .v1 || Document.claimsToBeOne(result) {
                throw Malformed(reason: "\(error)")
            }
        }
        if document.statusCode == nil, format == .v2 { return inferred(result) }
        return try response(document, format)
    }

    /// A result without a status code is the body itself; a text is taken out of its quotes.
    private static func inferred(_ result: [UInt8]) -> HTTPResponse {
        let text = try? WireJSON.decode(String.self, result)
        return HTTPResponse(
            status: 200,
            fields: ["content-type": "application/json"],
            body: text.map { Array($0.utf8) } ?? result
        )
    }

    private static func response(
        _ document: Document,
        _ format: HTTPRoute.PayloadFormat
    ) throws(Malformed) -> HTTPResponse {
        guard let status = document.statusCode?.number, (100...599).contains(status) else {
            throw Malformed(reason: "its statusCode is no number from 100 to 599")
        }
        var response = HTTPResponse(status: status, fields: document.fields(format))
        if response.fields["content-type"] == nil {
            let type = format == .v1 ? "application/json" : "text/plain; charset=utf-8"
            response.fields["content-type"] = type
        }
        response.body = try document.bytes
        return response
    }
}

extension ProxyResponse {
    /// The head of a streamed answer, or the whole of a buffered one.
    struct Document: Decodable {
        var statusCode: Scalar?
        var headers: [String: Scalar]?
        var multiValueHeaders: [String: [Scalar]]?
        var cookies: [String]?
        var body: String?
        var isBase64Encoded: Bool?

        /// Whether the writer meant it as a response.
        static func claimsToBeOne(_ result: [UInt8]) -> Bool {
            (try? WireJSON.decode(Status.self, result)) != nil
        }

        private struct Status: Decodable {
            let statusCode: Scalar
        }

        var bytes: [UInt8] {
            get throws(Malformed) {
                guard isBase64Encoded == true else { return Array((body ?? "").utf8) }
                guard let data = Data(base64Encoded: body ?? "") else {
                    throw Malformed(reason: "its body is no Base64")
                }
                return Array(data)
            }
        }

        /// A field with several values wins over one of the same name with a single value.
        func fields(_ format: HTTPRoute.PayloadFormat) -> HTTPFields {
            var fields = HTTPFields()
            for (name, value) in (headers ?? [:]).sorted(by: { $0.key < $1.key }) {
                fields.append(name, value.text)
            }
            for cookie in cookies ?? [] { fields.append("set-cookie", cookie) }
            guard format == .v1 else { return fields.withoutFraming }
            for (name, values) in (multiValueHeaders ?? [:]).sorted(by: { $0.key < $1.key }) {
                fields[name] = nil
                for value in values { fields.append(name, value.text) }
            }
            return fields.withoutFraming
        }
    }

    /// A text, a number or a truth value: functions write all of them.
    enum Scalar: Decodable, Hashable {
        case text(String)
        case number(Double)
        case flag(Bool)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .text(text)
            } else if let flag = try? container.decode(Bool.self) {
                self = .flag(flag)
            } else {
                self = .number(try container.decode(Double.self))
            }
        }

        var text: String {
            switch self {
            case .text(let text): text
            case .number(let number): Int(exactly: number).map { "\($0)" } ?? "\(number)"
            case .flag(let flag): "\(flag)"
            }
        }

        var number: Int? { Int(text) }
    }
}

extension HTTPFields {
    /// How the response goes over the wire is not the function's to say.
    fileprivate var withoutFraming: HTTPFields {
        let framing = ["content-length", "transfer-encoding", "connection", "keep-alive"]
        return HTTPFields(all.filter { !framing.contains($0.name.lowercased()) })
    }
}
