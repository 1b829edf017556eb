/// HMAC with SHA-256.
///
/// Source: RFC 2104 section 2.
package enum HMAC {
    private static let blockSize = 64

    /// The authentication code of a message: 32 bytes.
    package static func code(of message: [UInt8], key: [UInt8]) -> [UInt8] {
        let block = block(of: key)
        return keyed(block, with: 0x5c, over: keyed(block, with: 0x36, over: message))
    }

    /// The authentication code of a text's UTF-8: 32 bytes.
    package static func code(of text: String, key: [UInt8]) -> [UInt8] {
        code(of: Array(text.utf8), key: key)
    }

    private static func keyed(
        _ block: [UInt8],
        with pad: UInt8,
        over message: [UInt8]
    ) -> [UInt8] {
        var hash = SHA256()
        hash.update(block.map { $0 ^ pad })
        hash.update(message)
        return hash.digest()
    }

    private static func block(of key: [UInt8]) -> [UInt8] {
        let short = key.count > blockSize ? SHA256.digest(of: key) : key
        return short + Array(repeating: 0, count: blockSize - short.count)
    }
}
