package import AWSClient
package import DurableExecution

/// An entry that does not fit into an item is in several, which are written first; the entry's own item
/// counts them. Writing that one decides, as for any other entry: pieces that no entry counts are
/// nothing, and go with the execution.
///
/// | attribute | what it holds |
/// |---|---|
/// | `SK` of a piece | `DATA#`, the entry's nonce, `#` and the number of the piece in four digits |
/// | `entry` of a piece | a part of the entry's bytes |
/// | `nonce`, `pieces` of the entry | whose pieces they are, and how many |
extension DynamoDBLog {
    /// How many of an entry's bytes an item takes.
    package struct ItemSizes: Sendable {
        /// An item may have 400 KB, names and keys included.
        package var piece = 350_000
        /// A change of what lists show is charged by the whole of the first item.
        package var first = 1500

        package init() {}

        fileprivate func largestEntry(at sequence: Int) -> Int { sequence == 0 ? first : piece }
    }

    /// An entry as items: what its own has besides its key, and its pieces, if it needs any.
    package static func layout(
        of entry: LogEntry,
        at sequence: Int,
        _ id: ExecutionID,
        _ sizes: ItemSizes = ItemSizes()
    ) -> (content: DynamoDB.Item, pieces: [DynamoDB.Item]) {
        let bytes = entry.bytes
        let version = AttributeValue.integer(ExecutionsTable.version)
        guard bytes.count > sizes.largestEntry(at: sequence) else {
            return (["version": version, "entry": .binary(bytes)], [])
        }
        let pieces = stride(from: 0, to: bytes.count, by: sizes.piece).enumerated()
            .map { number, start in
                var item = ExecutionsTable.key(id, piece: number, of: entry.nonce)
                item["version"] = version
                item["entry"] = .binary(Array(bytes[start...].prefix(sizes.piece)))
                return item
            }
        let content: DynamoDB.Item = [
            "version": version, "nonce": .string(entry.nonce), "pieces": .integer(pieces.count),
        ]
        return (content, pieces)
    }

    /// What an entry's own item has besides its key, once its pieces are written.
    func content(
        of entry: LogEntry,
        at sequence: Int,
        _ id: ExecutionID
    ) async throws(AWSError) -> DynamoDB.Item {
        let (content, pieces) = Self.layout(of: entry, at: sequence, id, sizes)
        try await write(pieces.map { .put($0) })
        return content
    }

    /// Deletes the pieces of an entry that was not written.
    func dropPieces(of content: DynamoDB.Item, _ id: ExecutionID) async throws {
        guard let nonce = content["nonce"]?.string, let count = content["pieces"]?.integer else {
            return
        }
        try await write(
            (0..<count).map { .delete(key: ExecutionsTable.key(id, piece: $0, of: nonce)) }
        )
    }

    /// The entry of an item that was met alone.
    func entry(in item: DynamoDB.Item, of id: ExecutionID) async throws -> LogEntry {
        guard let nonce = item["nonce"]?.string else { return try Pieces().entry(in: item) }
        let query = DynamoDB.Query(
            table: table,
            keyCondition: """
                PK = \(.string(id.rawValue)) \
                AND begins_with(SK, \(.string(ExecutionsTable.piecePrefix(of: nonce))))
                """
        )
        var pieces: [DynamoDB.Item] = []
        for try await page in client.pages(of: query) { pieces += page.items }
        return try Self.entry(in: item, pieces)
    }

    /// The entry of an item and its pieces.
    package static func entry(
        in item: DynamoDB.Item,
        _ pieces: [DynamoDB.Item]
    ) throws(InvalidLog) -> LogEntry {
        var found = Pieces()
        for piece in pieces { found.add(piece) }
        return try found.entry(in: item)
    }

    /// All entries of the items of an execution, which come in the order of their keys: pieces first.
    func entries(in items: [DynamoDB.Item], of id: ExecutionID) async throws -> [LogEntry] {
        var pieces = Pieces()
        var entries: [LogEntry] = []
        for item in items where !item.isFence && !pieces.add(item) {
            // Read a page at a time, an entry may be there whose pieces came after the page they belong to.
            let isWhole = pieces.hasAll(of: item)
            entries.append(
                isWhole ? try pieces.entry(in: item) : try await entry(in: item, of: id)
            )
        }
        return entries
    }

    /// As many requests as it takes, a batch at a time.
    func write(_ writes: [DynamoDB.BatchWriteItem.Write]) async throws(AWSError) {
        for start in stride(from: 0, to: writes.count, by: 25) {
            let batch = Array(writes[start...].prefix(25))
            _ = try await client.sendAll(DynamoDB.BatchWriteItem(table: table, writes: batch))
        }
    }
}

/// Pieces of entries, by whose they are.
private struct Pieces {
    private var found: [String: [[UInt8]]] = [:]

    /// - Returns: whether an item is a piece; pieces come in their order.
    @discardableResult
    mutating func add(_ item: DynamoDB.Item) -> Bool {
        guard let nonce = ExecutionsTable.nonce(ofPiece: item) else { return false }
        found[nonce, default: []].append(item["entry"]?.binary ?? [])
        return true
    }

    func hasAll(of item: DynamoDB.Item) -> Bool {
        guard let nonce = item["nonce"]?.string else { return true }
        return found[nonce]?.count == item["pieces"]?.integer
    }

    func entry(in item: DynamoDB.Item) throws(InvalidLog) -> LogEntry {
        guard item["version"]?.integer == ExecutionsTable.version else { throw .newerVersion }
        if let bytes = item["entry"]?.binary { return try LogEntry(bytes) }
        guard let nonce = item["nonce"]?.string, let count = item["pieces"]?.integer else {
            throw .unreadable("an item without an 'entry'")
        }
        let pieces = found[nonce] ?? []
        guard pieces.count == count else {
            throw .unreadable("an entry of \(count) pieces, of which \(pieces.count) are left")
        }
        return try LogEntry(Array(pieces.joined()))
    }
}
