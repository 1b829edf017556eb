/// Why bytes cannot be unpacked.
public enum GzipError: Error, Equatable {
    /// The bytes end too early.
    case truncated
    /// The bytes are no gzip, or are damaged.
    case invalid
    /// What they unpack to is larger than anything AWS sends.
    case tooLarge
}
