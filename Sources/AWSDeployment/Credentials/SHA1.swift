import AWSClient
import CCrypto

/// The digest by which AWS's tools name files; it protects nothing.
enum SHA1 {
    static func hexadecimal(of text: String) -> String {
        var state = SHA_CTX()
        var digest = [UInt8](repeating: 0, count: Int(SHA_DIGEST_LENGTH))
        SHA1_Init(&state)
        SHA1_Update(&state, text, text.utf8.count)
        SHA1_Final(&digest, &state)
        return digest.hexadecimal
    }
}
