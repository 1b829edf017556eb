import GRDB

/// The tables of a file.
///
/// | table | a row |
/// |---|---|
/// | `entry` | an entry of a log: the execution, its number, and `LogEntry.bytes` |
/// | `head` | what lists show of an execution; written with the entry that changes it |
/// | `tag` | a word to find an execution by |
///
/// Times are milliseconds since 1970.
enum SQLiteLayout {
    /// Each version of the layout that was ever released, oldest first.
    static var migrations: DatabaseMigrator {
        var migrations = DatabaseMigrator()
        migrations.registerMigration("1") { try $0.execute(sql: first) }
        return migrations
    }

    private static let first = """
        CREATE TABLE entry (
            execution TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            content BLOB NOT NULL,
            PRIMARY KEY (execution, sequence)
        ) WITHOUT ROWID;

        CREATE TABLE head (
            execution TEXT NOT NULL PRIMARY KEY,
            workflow TEXT NOT NULL,
            name TEXT NOT NULL,
            version TEXT,
            tags TEXT NOT NULL,
            startedAt INTEGER NOT NULL,
            parent TEXT,
            operation TEXT,
            depth INTEGER,
            continues TEXT,
            status TEXT NOT NULL,
            endedAt INTEGER,
            deadline INTEGER,
            process INTEGER,
            isOwned INTEGER NOT NULL,
            due INTEGER
        ) WITHOUT ROWID;
        CREATE INDEX headByTime ON head (startedAt, execution);
        CREATE INDEX headByStatus ON head (status, startedAt, execution);
        CREATE INDEX headByWorkflow ON head (workflow, startedAt, execution);
        CREATE INDEX headByParent ON head (parent, startedAt, execution) WHERE parent IS NOT NULL;
        CREATE INDEX headByContinued ON head (continues) WHERE continues IS NOT NULL;
        CREATE INDEX headByEnd ON head (endedAt) WHERE endedAt IS NOT NULL;
        CREATE INDEX headByDue ON head (due, execution, workflow) WHERE due IS NOT NULL;
        CREATE INDEX headByOwner ON head (startedAt, execution) WHERE isOwned;

        CREATE TABLE tag (
            word TEXT NOT NULL,
            execution TEXT NOT NULL,
            PRIMARY KEY (word, execution)
        ) WITHOUT ROWID;
        CREATE INDEX tagByExecution ON tag (execution);
        """
}
