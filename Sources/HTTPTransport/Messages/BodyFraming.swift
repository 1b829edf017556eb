/// How the end of an answer's body is known.
///
/// Source: RFC 9112 section 6.3.
enum BodyFraming: Equatable {
    case none
    case length(Int)
    case chunked
    case untilClose

    init(of response: HTTPResponse, to method: String) throws(HTTPError) {
        let codings = response.fields.list("Transfer-Encoding")
        if method == "HEAD" || response.status == 204 || response.status == 304 {
            self = .none
        } else if !codings.isEmpty {
            guard codings.count == 1, codings[0].equalsIgnoringCase("chunked") else {
                throw .malformedResponse("its body has an encoding nobody asked for")
            }
            self = .chunked
        } else if let length = try Self.contentLength(of: response.fields) {
            self = .length(length)
        } else {
            self = .untilClose
        }
    }

    /// Several values are one length only if they are all the same.
    private static func contentLength(of fields: HTTPFields) throws(HTTPError) -> Int? {
        let values = fields.list("Content-Length")
        guard let first = values.first else { return nil }
        guard values.allSatisfy({ $0 == first }), first.utf8.allSatisfy(\.isDigit),
            let length = Int(first)
        else { throw .malformedResponse("its Content-Length is not a number") }
        return length
    }
}
