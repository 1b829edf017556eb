/// Unpredictable bytes for tokens and nonces.
package enum RandomBytes {
    /// Bytes from the kernel's generator (`getrandom`), which needs no start-up and holds no state
    /// that a frozen and copied process could repeat.
    package static func make(count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        while bytes.count < count {
            withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) }
        }
        return Array(bytes.prefix(count))
    }
}
