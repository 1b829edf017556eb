package import HTTPTransport

extension Signer {
    /// The request with its signature in the query, so that whoever has the URL may send it.
    ///
    /// All fields of the request are signed and must be sent as they are; `Host` is one of them. The
    /// signature holds for `lifetime`, of which services accept up to seven days.
    package func presigned(
        _ request: HTTPRequest,
        with credentials: Credentials,
        at time: SigningTime,
        lifetime: Duration
    ) -> HTTPRequest {
        let token = credentials.sessionToken.map { [("X-Amz-Security-Token", $0.text)] } ?? []
        let scope = scope(at: time)
        var request = request
        request.target.appendQuery([
            ("X-Amz-Algorithm", signatureAlgorithm),
            ("X-Amz-Credential", "\(credentials.accessKeyID)/\(scope)"),
            ("X-Amz-Date", time.stamp),
            ("X-Amz-SignedHeaders", CanonicalFields(request.fields).names),
            ("X-Amz-Expires", "\(lifetime.components.seconds)"),
        ])
        if signsSessionToken { request.target.appendQuery(token) }
        let canonicalRequest = CanonicalRequest(
            request,
            pathRule: pathRule,
            payloadHash: payloadRule.hash(of: request.body)
        )
        if !signsSessionToken { request.target.appendQuery(token) }
        let signature = sign(canonicalRequest, with: credentials, at: time, scope)
        request.target.appendQuery([("X-Amz-Signature", signature)])
        return request
    }
}

extension String {
    fileprivate mutating func appendQuery(_ parameters: [(name: String, value: String)]) {
        for (name, value) in parameters {
            let separator = utf8.contains(UInt8(ascii: "?")) ? "&" : "?"
            self += "\(separator)\(name)=\(PercentEncoding.encode(value))"
        }
    }
}
