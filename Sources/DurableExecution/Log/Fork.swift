extension ExecutionStore {
    /// Starts another execution that goes on where one stood before an operation began.
    ///
    /// What the origin had recorded by then is the fork's own, and its code is replayed over that. Nothing of the origin
    /// changes. Callbacks that were open are open in the fork too, under tokens of its own; functions and workflows
    /// whose outcome was not known yet are called again. Nobody waits for the fork, and the time between does not count
    /// towards its time limit.
    ///
    /// `operation` is an id, or a name that no other operation has. `edit` is what the fork is started with instead of
    /// the origin's input; its code must come to the operation all the same. `version` is the version of the code that
    /// it runs with, where that is another one.
    ///
    /// - Throws: `UnknownExecution`, ``InvalidFork``.
    package func fork(
        _ origin: ExecutionID,
        from operation: String,
        named name: ExecutionName,
        input edit: String? = nil,
        version: String? = nil
    ) async throws {
        let entries = try await table.read(origin)
        guard let first = entries.first, case .start(let original) = first.content else {
            throw UnknownExecution(execution: origin.rawValue)
        }
        var start = original
        start.name = name
        start.secret = makeSecret()
        start.input = edit ?? start.input
        start.owner = nil
        start.options.parent = nil
        start.options.continues = nil
        start.options.version = version ?? start.options.version
        let inherited = (original.fork?.entries ?? []) + entries.dropFirst()
        let cut = try Cut(inherited, before: inherited.operation(operation))
        start.options.timeout = start.options.timeout.map { $0 + cut.moment.duration(to: now()) }
        let tokens = TokenMaker(execution: start.execution, secret: start.secret, code: code)
        start.fork = LogEntry.Fork(
            origin: origin,
            startedAt: original.fork?.startedAt ?? first.time,
            entries: cut.entries.map { $0.with(tokens) }
        )
        guard case .created = try await create(start) else {
            throw InvalidFork.exists(name.rawValue)
        }
    }
}

/// An execution cannot be forked like this.
package enum InvalidFork: Error, Hashable, CustomStringConvertible {
    case exists(String)
    case unknown(String, known: [String])
    case ambiguous(String, [OperationID])

    package var description: String {
        switch self {
        case .exists(let name): "There is an execution named '\(name)' already; use another name."
        case .unknown(_, known: []):
            "The execution has not begun any operation yet; start another one instead."
        case .unknown(let operation, let known):
            "The execution has no operation '\(operation)', only "
                + known.map { "'\($0)'" }.joined(separator: ", ") + "."
        case .ambiguous(let name, let ids):
            "Several operations are named '\(name)'; use the id of one: "
                + ids.map(\.rawValue).joined(separator: ", ") + "."
        }
    }
}

/// The part of a log that was there when an operation began.
private struct Cut {
    var entries: [LogEntry]
    let moment: Timestamp

    init(_ log: [LogEntry], before operation: OperationID) {
        entries = []
        for entry in log {
            guard case .batch(let updates) = entry.content,
                let position = updates.firstIndex(where: { $0.id == operation })
            else {
                entries.append(entry)
                continue
            }
            var last = entry
            last.content = .batch(Array(updates[..<position]))
            entries.append(last)
            moment = entry.time
            return
        }
        moment = log.last?.time ?? .distantFuture
    }
}

extension [LogEntry] {
    /// The operation with an id or a name.
    fileprivate func operation(_ text: String) throws(InvalidFork) -> OperationID {
        var names: [OperationID: String?] = [:]
        var order: [OperationID] = []
        for case .batch(let updates) in map(\.content) {
            for update in updates where update.type != .execution && names[update.id] == nil {
                names[update.id] = .some(update.name)
                order.append(update.id)
            }
        }
        if let id = OperationID(rawValue: text), names[id] != nil { return id }
        let named = order.filter { names[$0] == text }
        guard named.count <= 1 else { throw .ambiguous(text, named) }
        guard let id = named.first else {
            throw .unknown(text, known: order.map { (names[$0] ?? nil) ?? $0.rawValue })
        }
        return id
    }
}

/// Makes the tokens of an execution's callbacks.
private struct TokenMaker {
    let execution: ExecutionID
    let secret: String
    let code: CallbackCode

    /// The token of the same operation as that of another execution's token.
    func token(like other: CallbackToken) -> CallbackToken {
        guard let operation = CallbackAddress(other)?.operation else { return other }
        return CallbackAddress(execution: execution, operation: operation).token(code, secret)
    }
}

extension LogEntry {
    /// The same, said to another execution's callbacks.
    fileprivate func with(_ tokens: TokenMaker) -> LogEntry {
        var copy = self
        switch content {
        case .event(.answer(let token, let completion)):
            copy.content = .event(.answer(tokens.token(like: token), completion))
        case .event(.beat(let token)):
            copy.content = .event(.beat(tokens.token(like: token)))
        default: break
        }
        return copy
    }
}
