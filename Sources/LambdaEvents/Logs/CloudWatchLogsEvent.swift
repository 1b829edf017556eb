/// Lines of a log group, packed; ``decoded()`` unpacks them.
///
/// Source: "Log group-level subscription filters", Amazon CloudWatch Logs user guide.
public struct CloudWatchLogsEvent: Codable, Sendable, Equatable {
    /// The lines.
    public var logs: Packed

    private enum CodingKeys: String, CodingKey {
        case logs = "awslogs"
    }

    /// Lines as JSON, compressed with gzip.
    public struct Packed: Codable, Sendable, Equatable {
        /// The compressed bytes.
        public var data: Blob
    }
}
