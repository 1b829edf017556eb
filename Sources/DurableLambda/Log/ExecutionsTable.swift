package import AWSClient
package import DurableExecution

/// How executions are laid out in a DynamoDB table.
///
/// An execution is one partition. Its first entry also says what lists show of it, so that starting is
/// one write and a change of that is an update of one small item:
///
/// | attribute | what it holds |
/// |---|---|
/// | `PK` | the execution: workflow and name |
/// | `SK` | `LOG#` and the sequence number of an entry in ten digits, or a piece's key |
/// | `version` | of this layout: 1 |
/// | `entry` | the entry, as `LogEntry.bytes` |
/// | `nonce`, `pieces` | of an entry in pieces, see `DynamoDBLog.content(of:at:_:)` |
/// | `status`, `started` | in a first entry: the status and a shard; the start and the execution |
/// | `shard`, `due` | in a first entry, while there is something to do: the shard; the moment and the execution |
///
/// What else lists show is in attributes of its own, see `ExecutionHead`. Two indexes order the first
/// entries, by status and start and by what is due. Both are sharded by the execution, so that neither
/// a common status nor the present moment is one partition that all write to; neither has an entry in it.
package enum ExecutionsTable {
    static let version = 1
    static let byStatus = "byStatus"
    static let byDue = "byDue"
    /// What the index by status has besides keys; nothing of it changes but together with the status.
    static let listed = ["workflow", "tags", "parent", "continues", "ended"]
    /// Marks an item that is no entry, but keeps its number from being taken.
    static let fence = "fence"
    /// When DynamoDB may delete an item, in seconds after 1970.
    static let expires = "expires"

    /// A partition of an index takes 1,000 writes a second, and an execution writes two or three.
    static let shards = 8

    /// The call that creates such a table.
    package static func creation(_ table: String) -> DynamoDB.CreateTable {
        DynamoDB.CreateTable(
            table: table,
            partitionKey: "PK",
            sortKey: "SK",
            indexes: [
                DynamoDB.GlobalSecondaryIndex(
                    name: byStatus,
                    partitionKey: "status",
                    sortKey: "started",
                    projection: .include(listed)
                ),
                DynamoDB.GlobalSecondaryIndex(
                    name: byDue,
                    partitionKey: "shard",
                    sortKey: "due",
                    projection: .keysOnly
                ),
            ]
        )
    }

    /// The call that has DynamoDB delete what has expired, once there is a table.
    package static func expiry(_ table: String) -> DynamoDB.UpdateTimeToLive {
        DynamoDB.UpdateTimeToLive(table: table, attribute: expires)
    }
}

// MARK: - Keys

extension ExecutionsTable {
    package static func key(_ execution: ExecutionID, _ sequence: Int) -> DynamoDB.Item {
        ["PK": .string(execution.rawValue), "SK": .string("LOG#" + padded(sequence, to: 10))]
    }

    static func key(_ execution: ExecutionID, piece: Int, of nonce: String) -> DynamoDB.Item {
        let key = piecePrefix(of: nonce) + padded(piece, to: 4)
        return ["PK": .string(execution.rawValue), "SK": .string(key)]
    }

    package static func piecePrefix(of nonce: String) -> String { "DATA#\(nonce)#" }

    /// Whose piece an item is; `nil` where it is none.
    static func nonce(ofPiece item: DynamoDB.Item) -> String? {
        guard let parts = item["SK"]?.string?.split(separator: "#"), parts.count == 3,
            parts[0] == "DATA"
        else { return nil }
        return String(parts[1])
    }

    /// The sequence number of an entry; `nil` where the item is none.
    package static func sequence(of item: DynamoDB.Item) -> Int? {
        guard let key = item["SK"]?.string, key.hasPrefix("LOG#") else { return nil }
        return Int(key.dropFirst(4))
    }

    /// The partition of an index that an execution belongs to, the same in every process.
    package static func shard(of execution: ExecutionID) -> Int {
        // FNV-1a
        let hash = execution.rawValue.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
        }
        return Int(hash % UInt64(shards))
    }

    /// What sorts by a moment.
    static func sortKey(_ moment: Timestamp) -> String {
        padded(max(0, moment.millisecondsSinceEpoch), to: 19)
    }

    /// What sorts by a moment, and by execution at the same one.
    package static func sortKey(_ moment: Timestamp, _ execution: ExecutionID) -> String {
        "\(sortKey(moment))#\(execution.rawValue)"
    }

    /// What comes after all that sort by a moment, and before all that sort by a later one.
    static func sortKey(after moment: Timestamp) -> String { sortKey(moment) + ":" }

    /// The moment by which an attribute sorts.
    package static func moment(_ key: AttributeValue?) -> Timestamp? {
        guard let digits = key?.string?.prefix(19), let milliseconds = Int64(digits) else {
            return nil
        }
        return Timestamp(millisecondsSinceEpoch: milliseconds)
    }

    private static func padded(_ number: some BinaryInteger, to length: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, length - digits.utf8.count)) + digits
    }
}
