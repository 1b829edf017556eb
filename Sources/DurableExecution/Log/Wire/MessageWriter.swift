/// Writes a message as numbered fields, in the wire format of Protocol Buffers.
///
/// Payloads go in as they are, and a reader skips the numbers it does not know.
///
/// Source: Protocol Buffers documentation, Encoding.
struct MessageWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ number: Int, _ value: Int64?) {
        guard let value else { return }
        varint(UInt64(number) << 3)
        varint(UInt64(bitPattern: value))
    }

    mutating func write(_ number: Int, _ text: String?) {
        guard var text else { return }
        text.withUTF8 { write(number, content: $0) }
    }

    /// A message inside this one, present even when it is empty.
    mutating func write(_ number: Int, _ body: (inout MessageWriter) -> Void) {
        var inner = MessageWriter()
        body(&inner)
        inner.bytes.withUnsafeBufferPointer { write(number, content: $0) }
    }

    private mutating func write(_ number: Int, content: UnsafeBufferPointer<UInt8>) {
        varint(UInt64(number) << 3 | 2)
        varint(UInt64(content.count))
        bytes.append(contentsOf: content)
    }

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
