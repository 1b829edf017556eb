import Logging

/// One event of the log as Lambda takes it through a descriptor of its own: its kind and level, its length, its time
/// and its text, numbers in network byte order.
///
/// AWS documents it nowhere but in its own runtime clients.
struct TelemetryFrame {
    let bytes: [UInt8]

    /// A longer text is cut: CloudWatch takes events of 256 KB, 26 bytes of which are its own.
    static let largestText = 256 * 1024 - 26

    init(_ text: String, _ format: LogFormat, _ level: Logger.Level, _ time: LogTime) {
        let text = Array(text.utf8.prefix(Self.largestText))
        bytes =
            Self.bigEndian(format.frameType | level.frameMask)
            + Self.bigEndian(UInt32(text.count))
            + Self.bigEndian(UInt64(clamping: time.microseconds))
            + text
    }

    private static func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}

extension LogFormat {
    fileprivate var frameType: UInt32 { self == .json ? 0xA55A_0002 : 0xA55A_0003 }
}

extension Logger.Level {
    fileprivate var frameMask: UInt32 {
        switch self {
        case .trace: 0x04
        case .debug: 0x08
        case .info, .notice: 0x0C
        case .warning: 0x10
        case .error: 0x14
        case .critical: 0x18
        }
    }
}
