import DurableExecution
import GRDB
import JSONCoding

extension ExecutionHead {
    /// Only what may change is written again.
    func save(in database: Database) throws {
        let update = try database.cachedStatement(
            sql: """
                UPDATE head SET status = ?, endedAt = ?, deadline = ?, process = ?, isOwned = ?, due = ?
                WHERE execution = ?
                """
        )
        try update.execute(arguments: changing + [id.rawValue])
        if database.changesCount == 0 { try insert(in: database) }
    }

    private func insert(in database: Database) throws {
        let insertion = try database.cachedStatement(
            sql: """
                INSERT INTO head (
                    execution, workflow, name, version, tags, startedAt, parent, operation, depth, continues,
                    status, endedAt, deadline, process, isOwned, due
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        try insertion.execute(arguments: try fixed + changing)
        for tag in Set(tags) {
            let insertion = try database.cachedStatement(sql: "INSERT INTO tag VALUES (?, ?)")
            try insertion.execute(arguments: [tag, id.rawValue])
        }
    }

    private var fixed: StatementArguments {
        get throws {
            [
                id.rawValue, workflow, name, version,
                try JSON.text(of: tags),
                startedAt.millisecondsSinceEpoch, parent?.execution.rawValue,
                parent?.operation.rawValue, parent?.depth, continues?.rawValue,
            ]
        }
    }

    private var changing: StatementArguments {
        [
            status.rawValue, endedAt?.millisecondsSinceEpoch,
            owner?.deadline.millisecondsSinceEpoch, owner?.process, isOwned,
            due?.millisecondsSinceEpoch,
        ]
    }

    init(_ row: Row) throws {
        self.init(
            id: ExecutionID(rawValue: try row.decode(forColumn: "execution")),
            workflow: try row.decode(forColumn: "workflow"),
            name: try row.decode(forColumn: "name"),
            version: try row.decode(forColumn: "version"),
            tags: try JSON.decode(from: try row.decode(String.self, forColumn: "tags")),
            startedAt: try row.moment("startedAt") ?? .distantFuture,
            parent: try StartOptions.Parent(row),
            continues: try row.decode(String?.self, forColumn: "continues")
                .map(ExecutionID.init(rawValue:)),
            status: try row.status,
            endedAt: try row.moment("endedAt"),
            owner: try LogEntry.Owner(row),
            isOwned: try row.decode(forColumn: "isOwned"),
            due: try row.moment("due")
        )
    }
}

extension StartOptions.Parent {
    fileprivate init?(_ row: Row) throws {
        guard let execution = try row.decode(String?.self, forColumn: "parent"),
            let operation = try row.decode(String?.self, forColumn: "operation")
                .flatMap(OperationID.init(rawValue:))
        else { return nil }
        self.init(
            execution: ExecutionID(rawValue: execution),
            operation: operation,
            depth: try row.decode(Int?.self, forColumn: "depth") ?? 1
        )
    }
}

extension LogEntry.Owner {
    fileprivate init?(_ row: Row) throws {
        guard let deadline = try row.moment("deadline") else { return nil }
        self.init(deadline: deadline, process: try row.decode(forColumn: "process"))
    }
}

extension Row {
    fileprivate func moment(_ column: String) throws -> Timestamp? {
        try decode(Int64?.self, forColumn: column).map(Timestamp.init(millisecondsSinceEpoch:))
    }

    fileprivate var status: ExecutionStatus {
        get throws {
            let text = try decode(String.self, forColumn: "status")
            guard let status = ExecutionStatus(rawValue: text) else {
                throw UnknownStatus(text: text)
            }
            return status
        }
    }
}

private struct UnknownStatus: Error, CustomStringConvertible {
    let text: String

    var description: String {
        "An execution's status is '\(text)', which this version of the library does not know."
    }
}
