/// An entry as it is kept: a message in the wire format of Protocol Buffers.
///
/// Every entry has its nonce (1), its time (2) and one field more, which is its kind:
///
/// | field | kind | what it holds |
/// |---|---|---|
/// | 3 | start | workflow (1), name (2), input (3), secret (4), owner (5), timeout (6), tags (7), parent's execution (8) and operation (9), continued execution (10), version (11), executions above (12), trace (14), fork (13): origin (1), its start (2), its entries (3) |
/// | 4 | batch | updates (1) |
/// | 5 | suspension | nothing |
/// | 6 | seal | the owner: deadline (1), process (2) |
/// | 7 | answer | token (1), result (2) or error (3) |
/// | 8 | beat | token (1) |
/// | 9 | invoked | operation (1), outcome (2) |
/// | 10 | signal | name (1), payload (2) |
/// | 11 | cancel | reason (1) |
/// | 12 | stop | error (1) |
///
/// Moments are milliseconds since 1970, durations milliseconds.
extension LogEntry {
    package var bytes: [UInt8] {
        var writer = MessageWriter()
        write(&writer)
        return writer.bytes
    }

    package init(_ bytes: [UInt8]) throws(InvalidLog) {
        try self.init(Message(bytes[...]))
    }

    fileprivate func write(_ writer: inout MessageWriter) {
        writer.write(1, nonce)
        writer.write(2, time.millisecondsSinceEpoch)
        switch content {
        case .start(let start): writer.write(3, start.write)
        case .batch(let updates):
            writer.write(4) { for update in updates { $0.write(1, update.write) } }
        case .suspension: writer.write(5) { _ in }
        case .seal(let owner): writer.write(6, owner.write)
        case .event(let event): event.write(&writer)
        }
    }

    fileprivate init(_ entry: Message) throws(InvalidLog) {
        guard let nonce = try entry.text(1), let time = try entry.int(2) else {
            throw .unreadable("an entry without a nonce or a time")
        }
        guard let content = try Content(entry) else {
            throw .unreadable("an entry of no known kind")
        }
        self.init(
            nonce: nonce,
            time: Timestamp(millisecondsSinceEpoch: time),
            content: content
        )
    }
}

extension LogEntry.Content {
    fileprivate init?(_ entry: Message) throws(InvalidLog) {
        if let batch = try entry.message(4) {
            var updates: [OperationUpdate] = []
            for update in batch.all(1) { updates.append(try OperationUpdate(update.message)) }
            self = .batch(updates)
        } else if let event = try OutsideEvent(in: entry) {
            self = .event(event)
        } else if let start = try entry.message(3) {
            self = .start(try LogEntry.Start(start))
        } else if let owner = try entry.message(6) {
            self = .seal(try LogEntry.Owner(owner))
        } else if try entry.message(5) != nil {
            self = .suspension
        } else {
            return nil
        }
    }
}

extension LogEntry.Owner {
    fileprivate func write(_ writer: inout MessageWriter) {
        writer.write(1, deadline.millisecondsSinceEpoch)
        writer.write(2, process)
    }

    fileprivate init(_ message: Message) throws(InvalidLog) {
        self.init(
            deadline: Timestamp(millisecondsSinceEpoch: try message.int(1) ?? 0),
            process: try message.int(2)
        )
    }
}

extension LogEntry.Start {
    fileprivate func write(_ writer: inout MessageWriter) {
        writer.write(1, workflow)
        writer.write(2, name.rawValue)
        writer.write(3, input)
        writer.write(4, secret)
        if let owner { writer.write(5, owner.write) }
        writer.write(6, options.timeout?.wholeMilliseconds)
        for tag in options.tags.words { writer.write(7, tag) }
        writer.write(8, options.parent?.execution.rawValue)
        writer.write(9, options.parent?.operation.rawValue)
        writer.write(10, options.continues?.rawValue)
        writer.write(11, options.version)
        writer.write(12, (options.parent?.depth).map(Int64.init))
        if let fork { writer.write(13, fork.write) }
        writer.write(14, options.trace?.text)
    }

    fileprivate init(_ message: Message) throws(InvalidLog) {
        guard let workflow = try message.text(1),
            let name = try message.text(2),
            let secret = try message.text(4)
        else { throw .unreadable("a start without a workflow, a name or a secret") }
        let owner = try message.message(5)
        let fork = try message.message(13)
        self.init(
            workflow: workflow,
            name: ExecutionName(recorded: name),
            input: try message.text(3),
            secret: secret,
            options: try StartOptions(message),
            owner: try owner.map { message throws(InvalidLog) in try LogEntry.Owner(message) },
            fork: try fork.map { message throws(InvalidLog) in try LogEntry.Fork(message) }
        )
    }
}

extension LogEntry.Fork {
    fileprivate func write(_ writer: inout MessageWriter) {
        writer.write(1, origin.rawValue)
        writer.write(2, startedAt.millisecondsSinceEpoch)
        for entry in entries { writer.write(3, entry.write) }
    }

    fileprivate init(_ message: Message) throws(InvalidLog) {
        guard let origin = try message.text(1), let startedAt = try message.int(2) else {
            throw .unreadable("a fork without an origin")
        }
        var entries: [LogEntry] = []
        for entry in message.all(3) { entries.append(try LogEntry(entry.message)) }
        self.init(
            origin: ExecutionID(rawValue: origin),
            startedAt: Timestamp(millisecondsSinceEpoch: startedAt),
            entries: entries
        )
    }
}

extension StartOptions {
    fileprivate init(_ message: Message) throws(InvalidLog) {
        var tags: [String] = []
        for tag in message.all(7) { tags.append(try tag.text) }
        let timeout = try message.int(6)
        let continues = try message.text(10)
        self.init(
            timeout: timeout.map { .milliseconds($0) },
            tags: Tags(recorded: tags),
            parent: try Parent(message),
            continues: continues.map(ExecutionID.init),
            version: try message.text(11),
            trace: try message.text(14).flatMap { TraceParent($0) }
        )
    }
}

extension StartOptions.Parent {
    fileprivate init?(_ message: Message) throws(InvalidLog) {
        guard let execution = try message.text(8),
            let operation = try message.text(9).flatMap(OperationID.init)
        else { return nil }
        self.init(
            execution: ExecutionID(rawValue: execution),
            operation: operation,
            depth: Int(try message.int(12) ?? 1)
        )
    }
}
