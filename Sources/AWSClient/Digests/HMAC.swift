/// HMAC with SHA-256, prepared for the messages of one key.
///
/// Source: RFC 2104 section 2.
package struct HMAC: Sendable {
    private static let blockSize = 64

    /// The two hashes, each of which has taken in the key already.
    private let inner: SHA256
    private let outer: SHA256

    package init(key: [UInt8]) {
        let short = key.count > Self.blockSize ? SHA256.digest(of: key) : key
        let block = short + Array(repeating: 0, count: Self.blockSize - short.count)
        inner = SHA256(over: block.map { $0 ^ 0x36 })
        outer = SHA256(over: block.map { $0 ^ 0x5c })
    }

    /// The authentication code of a text's UTF-8: 32 bytes.
    package func code(of text: String) -> [UInt8] {
        var inner = inner
        inner.update(text)
        return code(of: inner.digest())
    }

    private func code(of digest: [UInt8]) -> [UInt8] {
        var outer = outer
        outer.update(digest)
        return outer.digest()
    }

    /// The authentication code of a message: 32 bytes.
    package static func code(of message: [UInt8], key: [UInt8]) -> [UInt8] {
        let hmac = HMAC(key: key)
        var inner = hmac.inner
        inner.update(message)
        return hmac.code(of: inner.digest())
    }

    /// The authentication code of a text's UTF-8: 32 bytes.
    package static func code(of text: String, key: [UInt8]) -> [UInt8] {
        HMAC(key: key).code(of: text)
    }
}
