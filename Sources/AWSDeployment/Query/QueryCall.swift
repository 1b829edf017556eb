package import AWSClient
package import HTTPTransport

/// A call of a service that speaks AWS's query protocol: a form goes there, XML comes back.
///
/// Source: Smithy "AWS query protocol".
package protocol QueryCall: XMLCall {
    associatedtype Answer

    /// The API's version, such as `2010-05-15`.
    static var version: String { get }

    /// The form's fields beside `Action` and `Version`; those without a value are left out.
    var parameters: [(name: String, value: String?)] { get }

    /// Reads the element that has the operation's name and `Result`, or the root where there is none.
    func answer(_ result: XML) throws(UnexpectedAnswer) -> Answer
}

extension QueryCall {
    package var request: HTTPRequest {
        let fixed = [
            (name: "Action", value: Self.operation), (name: "Version", value: Self.version),
        ]
        let fields = fixed + parameters.compactMap { name, value in value.map { (name, $0) } }
        let form = fields.map {
            "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))"
        }
        return HTTPRequest(
            method: "POST",
            target: "/",
            fields: ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"],
            body: Array(form.joined(separator: "&").utf8)
        )
    }

    package func answer(_ response: HTTPResponse) throws(UnexpectedAnswer) -> Answer {
        let root = try XML(answer: response)
        return try answer(root["\(Self.operation)Result"] ?? root)
    }
}

extension QueryCall where Answer == Void {
    package func answer(_ result: XML) {}
}

/// A call whose answers and errors are XML.
package protocol XMLCall: AWSCall {}

extension XMLCall {
    package func refusal(_ response: HTTPResponse) -> Refusal { Refusal(xml: response) }
}

extension Refusal {
    /// Reads an answer of AWS's XML protocols.
    ///
    /// Source: Smithy "AWS query protocol" and "AWS restXml protocol", error responses.
    init(xml response: HTTPResponse) {
        // An answer that is not XML has no code; that is all that matters here.
        let root = try? XML(parsing: response.body)
        let error = root?["Error"] ?? root
        self.init(
            response,
            code: error?["Code"]?.text,
            message: error?["Message"]?.text,
            requestID: (root?["RequestId"] ?? error?["RequestId"])?.text
        )
    }
}

extension XML {
    /// Reads the body of an answer.
    init(answer response: HTTPResponse) throws(UnexpectedAnswer) {
        do {
            try self.init(parsing: response.body)
        } catch {
            throw UnexpectedAnswer("\(error)")
        }
    }

    /// The text of an element that must be there.
    func text(_ name: String) throws(UnexpectedAnswer) -> String {
        guard let text = self[name]?.text else { throw UnexpectedAnswer("no \(name)") }
        return text
    }
}

/// The fields of a list in a form: `Name.member.1` and so on.
func members(
    _ name: String,
    _ elements: [[(name: String, value: String?)]]
) -> [(name: String, value: String?)] {
    elements.enumerated().flatMap { index, fields in
        fields.map { field in
            let prefix = "\(name).member.\(index + 1)"
            return (field.name.isEmpty ? prefix : "\(prefix).\(field.name)", field.value)
        }
    }
}

/// The fields of a list of texts in a form.
func members(_ name: String, _ texts: [String]) -> [(name: String, value: String?)] {
    members(name, texts.map { [(name: "", value: $0)] })
}
