/// The head of a request in HTTP/1.1's form.
///
/// Source: RFC 9112 section 3.
extension HTTPRequest {
    /// How the peer knows where the body ends.
    enum Framing {
        case length
        case chunked
    }

    /// The request line and the fields, with `Host` and the field of the framing added.
    ///
    /// Throws `invalidRequest` for anything that would end a line early, so no value can smuggle
    /// in a field or a second request.
    func encodedHead(
        for origin: Origin,
        framing: Framing = .length
    ) throws(HTTPError) -> [UInt8] {
        try validate()
        var head: [UInt8] = []
        head.reserveCapacity(512)
        head += method.utf8
        head += " ".utf8
        head += target.utf8
        head += " HTTP/1.1\r\n".utf8
        if fields["Host"] == nil { head.appendField("Host", origin.authority) }
        for field in fields.all { head.appendField(field.name, field.value) }
        switch framing {
        case .chunked: head.appendField("Transfer-Encoding", "chunked")
        case .length where needsContentLength:
            head.appendField("Content-Length", String(body.count))
        case .length: break
        }
        head += "\r\n".utf8
        return head
    }

    private var needsContentLength: Bool {
        guard fields["Content-Length"] == nil else { return false }
        return !body.isEmpty || method == "POST" || method == "PUT" || method == "PATCH"
    }

    private func validate() throws(HTTPError) {
        guard !method.isEmpty, method.hasOnly(\.isTokenCharacter) else {
            throw .invalidRequest("'\(method)' is no method")
        }
        guard target.utf8.first == UInt8(ascii: "/"), target.hasOnly(\.isTargetCharacter)
        else { throw .invalidRequest("'\(target)' is no path; percent-encode it") }
        for field in fields.all { try field.validate() }
        guard fields["Transfer-Encoding"] == nil,
            fields["Content-Length"].map({ $0 == String(body.count) }) ?? true
        else { throw .invalidRequest("its fields contradict the length of its body") }
    }
}

extension HTTPFields {
    /// The lines that end a chunked body: the last chunk, these fields, the empty line.
    ///
    /// Source: RFC 9112 section 7.1.2.
    func encodedTrailers() throws(HTTPError) -> [UInt8] {
        var lines = Array("0\r\n".utf8)
        for field in all {
            try field.validate()
            lines.appendField(field.name, field.value)
        }
        return lines + "\r\n".utf8
    }
}

extension HTTPFields.Field {
    fileprivate func validate() throws(HTTPError) {
        guard !name.isEmpty, name.hasOnly(\.isTokenCharacter),
            value.hasOnly(\.isFieldValueCharacter)
        else { throw .invalidRequest("the field '\(name)' has a character that is not allowed") }
    }
}

extension [UInt8] {
    fileprivate mutating func appendField(_ name: String, _ value: String) {
        self += name.utf8
        self += ": ".utf8
        self += value.utf8
        self += "\r\n".utf8
    }
}
