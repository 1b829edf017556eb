import Testing

@testable import AWSClient

@Suite struct `Digests` {
    // The check value of CRC-32/ISO-HDLC in the catalogue of CRC algorithms.
    @Test func `the checksum is that of zip files`() {
        #expect(CRC32.checksum(of: Array("123456789".utf8)) == 0xcbf4_3926)
        #expect(CRC32.checksum(of: []) == 0)
    }

    // FIPS 180-4 examples.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func `SHA-256 is as published`(message: String, digest: String) {
        #expect(SHA256.digest(of: message).hexadecimal == digest)
    }

    // RFC 4231 section 4.
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0b, count: 20), "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131),
            "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func `HMAC is as published`(key: [UInt8], message: String, code: String) {
        #expect(HMAC.code(of: message, key: key).hexadecimal == code)
    }

    @Test func `random bytes are as many as asked for, and new each time`() {
        #expect(RandomBytes.make(count: 13).count == 13)
        #expect(RandomBytes.make(count: 16) != RandomBytes.make(count: 16))
    }
}
