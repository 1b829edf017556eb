extension [UInt8] {
    /// Source: RFC 4648 section 4.
    var base64: String {
        var text: [UInt8] = []
        text.reserveCapacity((count + 2) / 3 * 4)
        for start in stride(from: 0, to: count, by: 3) {
            let group = self[start..<Swift.min(start + 3, count)]
            var bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            var digits: [UInt8] = [0, 0, 0, 0]
            for index in digits.indices.reversed() {
                digits[index] = index > group.count ? UInt8(ascii: "=") : Self.digits[bits & 63]
                bits >>= 6
            }
            text += digits
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let digits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )
}
