import FoundationEssentials

extension CloudWatchLogsEvent {
    /// Unpacks the lines.
    ///
    /// - Throws: ``GzipError`` where the bytes are no gzip, `DecodingError` where they are no lines.
    public func decoded() throws -> LogBatch {
        let json = try gunzip(Array(logs.data))
        return try JSONDecoder().decode(LogBatch.self, from: Data(json))
    }
}
