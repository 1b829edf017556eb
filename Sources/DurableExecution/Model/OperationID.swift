/// The identity of an operation within its execution: its place in program order.
///
/// The id is the path of counters from the root (`3`, `3-1`, `3-1-2`), so a replay that takes the
/// same turns asks for the same ids. A path that would be longer than 64 characters is hashed.
///
/// Source: Lambda API reference, `OperationUpdate.Id` (1–64 characters of `[a-zA-Z0-9-_]`).
package struct OperationID: Sendable, Hashable, RawRepresentable {
    package let rawValue: String

    /// Accepts 1–64 ASCII letters, digits, `-` and `_`.
    package init?(rawValue: String) {
        guard (1...64).contains(rawValue.utf8.count), rawValue.utf8.allSatisfy(\.isIdentifierByte)
        else { return nil }
        self.rawValue = rawValue
    }

    private init(path: String) {
        rawValue = path.utf8.count <= 64 ? path : "h" + path.utf8.fingerprint
    }

    /// The id of the n-th operation of a context; the root context has no id of its own.
    package static func path(_ number: Int, in parent: OperationID?) -> OperationID {
        OperationID(path: parent.map { "\($0.rawValue)-\(number)" } ?? "\(number)")
    }
}

extension OperationID: CustomStringConvertible {
    package var description: String { rawValue }
}

extension UInt8 {
    fileprivate var isIdentifierByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

extension Sequence<UInt8> {
    /// FNV-1a over 128 bits, in 32 hexadecimal digits: the same in every process and release.
    ///
    /// Source: RFC 9923.
    package var fingerprint: String {
        var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
        for byte in self {
            hash = (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 32 - digits.utf8.count) + digits
    }
}
