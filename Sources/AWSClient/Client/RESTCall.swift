package import HTTPTransport
package import JSONCoding

/// A call of a service that speaks AWS's REST JSON protocol: arguments stand in path, query, header
/// fields and a JSON object, the answer is a JSON object.
///
/// Source: Smithy "AWS restJson1 protocol".
package protocol RESTCall: AWSCall {
    associatedtype Answer

    func answer(_ body: JSON) throws(UnexpectedAnswer) -> Answer
}

extension RESTCall {
    package func answer(_ response: HTTPResponse) throws(UnexpectedAnswer) -> Answer {
        try answer(JSON(answer: response))
    }
}

extension RESTCall where Answer == Void {
    package func answer(_ body: JSON) {}
}

extension HTTPRequest {
    /// A request of the REST protocol: a path whose variable parts are encoded already, the
    /// parameters of the query that have a value, and a body.
    package static func rest(
        _ method: String,
        _ path: String,
        query: [(name: String, value: String?)] = [],
        body: JSON? = nil
    ) -> HTTPRequest {
        let query = query.compactMap { name, value in
            value.map { "\(name)=\(PercentEncoding.encode($0))" }
        }.joined(separator: "&")
        var request = HTTPRequest(method: method, target: query.isEmpty ? path : "\(path)?\(query)")
        if let body {
            request.fields["Content-Type"] = "application/json"
            request.body = body.bytes
        }
        return request
    }
}

extension JSON {
    /// Reads the body of an answer; one without a body is an object without members.
    init(answer response: HTTPResponse) throws(UnexpectedAnswer) {
        guard !response.body.isEmpty else {
            self = [:]
            return
        }
        let body: JSON
        do {
            body = try JSON(parsing: response.body)
        } catch {
            throw UnexpectedAnswer("\(error)")
        }
        guard case .object = body else { throw UnexpectedAnswer("not an object") }
        self = body
    }
}
