package import HTTPTransport

/// Signs requests with Signature Version 4, for one service in one region.
///
/// Source: AWS "Signature Version 4 for API requests".
package struct Signer: Sendable {
    package let service: String
    package let region: Region
    package var pathRule = PathRule.normalized
    package var payloadRule = PayloadRule.hashed
    /// False for services that take the session token but leave it out of the signature.
    package var signsSessionToken = true
    private let keys: SigningKeyCache

    package init(service: String, region: Region) {
        self.init(service: service, region: region, keys: SigningKeyCache())
    }

    init(service: String, region: Region, keys: SigningKeyCache) {
        self.service = service
        self.region = region
        self.keys = keys
    }

    /// The request with its date, its session token and its `Authorization` field.
    ///
    /// The request must have its `Host` field already, because that is signed.
    package func signed(
        _ request: HTTPRequest,
        with credentials: Credentials,
        at time: SigningTime
    ) -> HTTPRequest {
        let scope = scope(at: time)
        let payloadHash = payloadRule.hash(of: request.body)
        let token = credentials.sessionToken?.text
        var request = request
        request.fields["X-Amz-Date"] = time.stamp
        request.fields["X-Amz-Security-Token"] = signsSessionToken ? token : nil
        if payloadRule.isDeclared { request.fields["X-Amz-Content-SHA256"] = payloadHash }

        let canonicalRequest = CanonicalRequest(
            request,
            pathRule: pathRule,
            payloadHash: payloadHash
        )
        request.fields["X-Amz-Security-Token"] = token
        request.fields["Authorization"] = authorization(
            accessKeyID: credentials.accessKeyID,
            scope: scope,
            signedFields: canonicalRequest.signedFields,
            signature: sign(canonicalRequest, with: credentials, at: time, scope)
        )
        return request
    }

    func scope(at time: SigningTime) -> CredentialScope {
        CredentialScope(day: time.day, region: region, service: service)
    }

    func sign(
        _ canonicalRequest: CanonicalRequest,
        with credentials: Credentials,
        at time: SigningTime,
        _ scope: CredentialScope
    ) -> String {
        signature(
            of: stringToSign(canonicalRequest, at: time, scope: scope),
            key: keys.key(secret: credentials.secretAccessKey, scope: scope)
        )
    }
}
