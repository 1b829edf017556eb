package import AWSClient
package import DurableExecution

/// What lists show of an execution, as attributes of its first entry.
///
/// | attribute | what it holds |
/// |---|---|
/// | `status` | the status and the shard: `RUNNING#3` |
/// | `started` | the start in milliseconds since 1970, and the execution |
/// | `workflow`, `code`, `tags` | what it runs, the version of that, and words to find it by |
/// | `parent`, `operation`, `depth` | who has called it |
/// | `continues` | the execution whose work it carries on |
/// | `ended` | when it has ended |
/// | `shard`, `due` | when there is something to do, and the execution |
/// | `deadline`, `process`, `owned` | who runs it, and whether that is known to have let go |
/// | `shown` | the number of the entry with which all this came |
extension ExecutionHead {
    package static let optionalAttributes = ["ended", "shard", "due", "deadline", "process"]

    /// All names of what lists show, and of the key.
    static let attributeNames =
        [
            "PK", "status", "started", "workflow", "code", "tags", "parent", "operation", "depth",
            "continues", "owned", "shown",
        ] + optionalAttributes

    /// As it is with the entry of a number.
    package func attributes(at sequence: Int) -> DynamoDB.Item {
        let shard = ExecutionsTable.shard(of: id)
        let attributes: [String: AttributeValue?] = [
            "status": .string("\(status.rawValue)#\(shard)"),
            "started": .string(ExecutionsTable.sortKey(startedAt, id)),
            "workflow": .string(workflow),
            "code": version.map(AttributeValue.string),
            "tags": tags.isEmpty ? nil : .list(tags.map(AttributeValue.string)),
            "parent": (parent?.execution.rawValue).map(AttributeValue.string),
            "operation": (parent?.operation.rawValue).map(AttributeValue.string),
            "depth": (parent?.depth).map { .integer($0) },
            "continues": (continues?.rawValue).map(AttributeValue.string),
            "ended": endedAt.map { .integer($0.millisecondsSinceEpoch) },
            "shard": due.map { _ in .string(String(shard)) },
            "due": due.map { .string(ExecutionsTable.sortKey($0, id)) },
            "deadline": (owner?.deadline).map { .integer($0.millisecondsSinceEpoch) },
            "process": (owner?.process).map { .integer($0) },
            "owned": .bool(isOwned),
            "shown": .integer(sequence),
        ]
        return attributes.compactMapValues(\.self)
    }

    /// What makes the attributes of an item these.
    func update(at sequence: Int) -> DynamoDB.Expression {
        let attributes = attributes(at: sequence)
        let settings = attributes.sorted { $0.key < $1.key }.map { name, value in
            "\(name: name) = \(value)" as DynamoDB.Expression
        }
        let gone = Self.optionalAttributes.filter { attributes[$0] == nil }.map { name in
            "\(name: name)" as DynamoDB.Expression
        }
        guard !gone.isEmpty else { return "SET \(expression: settings.joined(by: ", "))" }
        return
            "SET \(expression: settings.joined(by: ", ")) REMOVE \(expression: gone.joined(by: ", "))"
    }

    /// `nil` where an item says nothing to lists.
    init?(_ item: DynamoDB.Item) throws(InvalidLog) {
        guard let id = item["PK"]?.string.map(ExecutionID.init(rawValue:)),
            let status = item["status"]?.string
        else { return nil }
        guard let status = ExecutionStatus(rawValue: String(status.prefix { $0 != "#" })),
            let startedAt = ExecutionsTable.moment(item["started"])
        else { throw .unreadable("a status '\(status)' that is not known, or no start") }
        self.init(
            id: id,
            workflow: item["workflow"]?.string ?? id.workflow,
            name: id.name.rawValue,
            version: item["code"]?.string,
            tags: item["tags"]?.list?.compactMap(\.string) ?? [],
            startedAt: startedAt,
            parent: StartOptions.Parent(item),
            continues: item["continues"]?.string.map(ExecutionID.init(rawValue:)),
            status: status,
            endedAt: item["ended"]?.timestamp,
            owner: LogEntry.Owner(item),
            isOwned: item["owned"]?.bool ?? false,
            due: ExecutionsTable.moment(item["due"])
        )
    }
}

extension StartOptions.Parent {
    fileprivate init?(_ item: DynamoDB.Item) {
        guard let execution = item["parent"]?.string,
            let operation = item["operation"]?.string.flatMap(OperationID.init(rawValue:))
        else { return nil }
        self.init(
            execution: ExecutionID(rawValue: execution),
            operation: operation,
            depth: item["depth"]?.integer ?? 1
        )
    }
}

extension LogEntry.Owner {
    fileprivate init?(_ item: DynamoDB.Item) {
        guard let deadline = item["deadline"]?.timestamp else { return nil }
        self.init(deadline: deadline, process: item["process"]?.integer.map(Int64.init))
    }
}

extension AttributeValue {
    fileprivate var timestamp: Timestamp? {
        integer.map { Timestamp(millisecondsSinceEpoch: Int64($0)) }
    }
}
