import CCrypto

/// The code that ends a callback's token: half of the digest of the execution's secret and the place.
///
/// The secret is 128 random bits of fixed length. 128 bits of the digest cannot be guessed, and tell
/// too little of the other half to extend the digested text.
@Sendable func tokenCode(_ place: String, _ secret: String) -> String {
    let text = Array((secret + place).utf8)
    let digest = [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { buffer, count in
        SHA256(text, text.count, buffer.baseAddress)
        count = buffer.count
    }
    return digest.prefix(16).map { byte in
        let digits = String(byte, radix: 16)
        return byte < 16 ? "0" + digits : digits
    }.joined()
}
