import Foundation
import HTTPTransport
import Testing

@testable import AWSClient

@Suite struct `AWS's signature vectors` {
    @Test(arguments: try SignatureVector.all())
    func `the header form is as expected`(_ vector: SignatureVector) throws {
        let signed = try vector.signer().signed(
            vector.request("request"),
            with: vector.credentials,
            at: vector.time
        )
        let expected = try vector.request("header-signed-request")
        #expect(signed.target == expected.target)
        #expect(signed.body == expected.body)
        #expect(sorted(signed.fields) == sorted(expected.fields))
    }

    @Test(arguments: try SignatureVector.all())
    func `the query form is as expected`(_ vector: SignatureVector) throws {
        let presigned = try vector.signer().presigned(
            vector.request("request"),
            with: vector.credentials,
            at: vector.time,
            lifetime: vector.lifetime
        )
        #expect(presigned == (try vector.request("query-signed-request")))
    }

    @Test(arguments: try SignatureVector.all(), ["header", "query"])
    func `each step is as expected`(_ vector: SignatureVector, form: String) throws {
        let signer = try vector.signer()
        var request = try vector.request("\(form)-signed-request")
        request.target = request.target.components(separatedBy: "&X-Amz-Signature=")[0]
        if !signer.signsSessionToken {
            request.fields["X-Amz-Security-Token"] = nil
            request.target = request.target.components(separatedBy: "&X-Amz-Security-Token=")[0]
        }

        let canonicalRequest = CanonicalRequest(
            request,
            pathRule: signer.pathRule,
            payloadHash: signer.payloadRule.hash(of: request.body)
        )
        #expect(canonicalRequest.text == (try vector.text("\(form)-canonical-request")))

        let scope = signer.scope(at: vector.time)
        let text = stringToSign(canonicalRequest, at: vector.time, scope: scope)
        #expect(text == (try vector.text("\(form)-string-to-sign")))

        let key = signingKey(secret: vector.credentials.secretAccessKey.text, scope: scope)
        #expect(signature(of: text, key: key) == (try vector.text("\(form)-signature")))
    }

    private func sorted(_ fields: HTTPFields) -> [String] {
        fields.all.map { "\($0.name.lowercased()):\($0.value)" }.sorted()
    }
}
