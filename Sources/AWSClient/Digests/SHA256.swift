import CCrypto

/// SHA-256 over any number of parts.
///
/// Never initialises OpenSSL, never fails.
///
/// Source: FIPS 180-4 section 6.2.
package struct SHA256: Sendable {
    private var state = SHA256_CTX()

    package init() {
        SHA256_Init(&state)
    }

    package mutating func update(_ bytes: [UInt8]) {
        SHA256_Update(&state, bytes, bytes.count)
    }

    package mutating func update(_ text: String) {
        var text = text
        text.withUTF8 { _ = SHA256_Update(&state, $0.baseAddress, $0.count) }
    }

    /// The digest of everything so far: 32 bytes.
    package consuming func digest() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { buffer, count in
            SHA256_Final(buffer.baseAddress, &state)
            count = buffer.count
        }
    }
}

extension SHA256 {
    /// The hash that has taken in one message so far.
    init(over message: [UInt8]) {
        self.init()
        update(message)
    }

    /// The digest of one message: 32 bytes.
    package static func digest(of message: [UInt8]) -> [UInt8] {
        SHA256(over: message).digest()
    }

    /// The digest of a text's UTF-8: 32 bytes.
    package static func digest(of text: String) -> [UInt8] {
        var hash = SHA256()
        hash.update(text)
        return hash.digest()
    }
}
