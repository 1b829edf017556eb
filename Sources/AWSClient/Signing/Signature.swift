/// The algorithm's name as it stands in strings to sign, in fields and in queries.
let signatureAlgorithm = "AWS4-HMAC-SHA256"

/// Step 2 of a signature: what is signed.
///
/// Source: AWS "Create a signed AWS API request", steps 2 and 3.
package func stringToSign(
    _ canonicalRequest: CanonicalRequest,
    at time: SigningTime,
    scope: CredentialScope
) -> String {
    let digest = SHA256.digest(of: canonicalRequest.bytes).hexadecimal
    var text = signatureAlgorithm
    text.reserveCapacity(192)
    text += "\n"
    text += time.stamp
    text += "\n"
    text += scope.description
    text += "\n"
    text += digest
    return text
}

/// Step 3: the key of one day, region and service.
package func signingKey(secret: String, scope: CredentialScope) -> HMAC {
    let key = [scope.day, scope.region.name, scope.service, "aws4_request"]
        .reduce(Array("AWS4\(secret)".utf8)) { key, part in HMAC.code(of: part, key: key) }
    return HMAC(key: key)
}

/// Step 4: the signature, 64 hexadecimal digits.
package func signature(of stringToSign: String, key: HMAC) -> String {
    key.code(of: stringToSign).hexadecimal
}

/// Step 5: the value of the `Authorization` field.
package func authorization(
    accessKeyID: String,
    scope: CredentialScope,
    signedFields: String,
    signature: String
) -> String {
    var text = signatureAlgorithm
    text.reserveCapacity(320)
    text += " Credential="
    text += accessKeyID
    text += "/"
    text += scope.description
    text += ", SignedHeaders="
    text += signedFields
    text += ", Signature="
    text += signature
    return text
}
