import JSONCoding

extension CloudWatchLogsEvent {
    /// Unpacks the lines.
    ///
    /// - Throws: ``GzipError`` where the bytes are no gzip, `DecodingError` where they are no lines.
    public func decoded() throws -> LogBatch {
        try JSON.decode(from: gunzip(logs.data.bytes))
    }
}
