/// An event that is a run of records of one shard.
public protocol StreamEvent {
    /// A record of the stream.
    associatedtype Record: BatchItem
    /// The records, in order.
    var records: [Record] { get }
}

extension KinesisEvent: StreamEvent {}
extension DynamoDBEvent: StreamEvent {}

extension StreamEvent {
    /// Hands the records to `body` one after another, and stops at the first that fails.
    ///
    /// - Returns: the answer that has the stream go on with that record.
    public func forEachRecord(
        _ body: (Record) async throws -> Void,
        onFailure: (Record, any Error) -> Void = { _, _ in }
    ) async -> BatchResponse {
        for record in records {
            do {
                try await body(record)
            } catch {
                onFailure(record, error)
                return BatchResponse(failures: [record])
            }
        }
        return .success
    }
}
