extension [UInt8] {
    /// The bytes as lower-case hexadecimal digits.
    package var hexadecimal: String {
        String(unsafeUninitializedCapacity: count * 2) { digits in
            for index in indices {
                digits[2 * index] = (self[index] >> 4).hexDigit
                digits[2 * index + 1] = (self[index] & 15).hexDigit
            }
            return count * 2
        }
    }
}

extension UInt8 {
    fileprivate var hexDigit: UInt8 {
        self < 10 ? UInt8(ascii: "0") + self : UInt8(ascii: "a") - 10 + self
    }
}
