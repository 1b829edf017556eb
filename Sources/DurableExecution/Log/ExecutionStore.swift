import JSONCoding

/// The executions of one table: starting, taking over, telling them what has happened outside.
package struct ExecutionStore: Sendable {
    package let table: any LogTable
    package let now: @Sendable () -> Timestamp
    /// 64 random bits, as text.
    let nonce: @Sendable () -> String
    let code: CallbackCode
    private let isAlive: @Sendable (LogEntry.Owner, Timestamp) -> Bool

    /// `isAlive` says whether an owner may still be at work; without it the owner's deadline does.
    package init(
        _ table: any LogTable,
        code: @escaping CallbackCode,
        now: @escaping @Sendable () -> Timestamp,
        nonce: @escaping @Sendable () -> String = { .nonce() },
        isAlive: @escaping @Sendable (LogEntry.Owner, Timestamp) -> Bool = { $1 < $0.deadline }
    ) {
        self.table = table
        self.code = code
        self.now = now
        self.nonce = nonce
        self.isAlive = isAlive
    }

    /// What came of trying to own an execution.
    package enum Opening {
        case owned(OwnedLog)
        case refused(ExecutionLog.Claim)
    }

    /// Starts an execution as its owner; one that exists under the name is carried on instead.
    ///
    /// - Throws: `InputConflict` where it exists with another input.
    package func start(
        _ workflow: String,
        _ name: ExecutionName,
        input: String?,
        options: StartOptions = StartOptions(),
        as owner: LogEntry.Owner
    ) async throws -> Opening {
        if let log = try await create(workflow, name, input, options, owner) {
            return .owned(OwnedLog(log, in: self))
        }
        return try await resume(ExecutionID(workflow: workflow, name: name), as: owner)
    }

    /// Has an execution started by whoever hosts its workflow.
    ///
    /// - Returns: `false` where it exists already.
    /// - Throws: `InputConflict` where it exists with another input.
    @discardableResult
    package func request(
        _ workflow: String,
        _ name: ExecutionName,
        input: String?,
        options: StartOptions = StartOptions()
    ) async throws -> Bool {
        try await create(workflow, name, input, options, nil) != nil
    }

    /// `nil` where the execution exists, with this input.
    private func create(
        _ workflow: String,
        _ name: ExecutionName,
        _ input: String?,
        _ options: StartOptions,
        _ owner: LogEntry.Owner?
    ) async throws -> ExecutionLog? {
        let start = LogEntry.Start(
            workflow: workflow,
            name: name,
            input: input,
            secret: makeSecret(),
            options: options,
            owner: owner
        )
        switch try await create(start) {
        case .created(let log): return log
        case .exists(let other):
            guard case .start(let first) = other.content, first.input.saysTheSame(as: input) else {
                throw InputConflict(name: name)
            }
            return nil
        }
    }

    enum Creation {
        case created(ExecutionLog)
        /// An execution of that name has begun with this entry.
        case exists(LogEntry)
    }

    func create(_ start: LogEntry.Start) async throws -> Creation {
        let entry = LogEntry(nonce: nonce(), time: now(), content: .start(start))
        let log = try ExecutionLog(start, at: entry.time, code: code)
        return switch try await table.append(entry, at: 0, of: start.execution, showing: log.head) {
        case .written: .created(log)
        case .taken(let other): .exists(other)
        }
    }

    func makeSecret() -> String { nonce() + nonce() }

    /// Takes an execution over, if there is something to run and nobody who runs it.
    package func resume(
        _ execution: ExecutionID,
        as owner: LogEntry.Owner
    ) async throws -> Opening {
        while true {
            var log = try await known(execution)
            let moment = now()
            let claim = log.claim(at: moment) { isAlive($0, moment) }
            guard claim == .free else { return .refused(claim) }
            guard try await write(.seal(owner), to: &log) == .written else { continue }
            // Its time may have been up: then there is nothing to run.
            guard !log.record.isEnded else { continue }
            _ = log.takeChanges()
            return .owned(OwnedLog(log, in: self))
        }
    }

    /// Records what has happened outside; the execution still has to be woken.
    ///
    /// - Throws: `UnknownExecution`; ``CallbackError``, ``InvokeNotOpen`` or ``ExecutionEnded`` where
    ///   it comes too late.
    package func tell(_ execution: ExecutionID, _ event: OutsideEvent) async throws {
        var log = try await known(execution)
        var appended = LogAppend?.none
        while appended != .written {
            var check = log.record
            _ = check.fireTimers(at: now())
            try check.take(event, at: now())
            appended = try await write(.event(event), to: &log)
        }
    }

    /// Notes that everybody has heard of an execution's end who must.
    package func settle(_ execution: ExecutionID) async throws {
        guard var log = try await read(execution), log.record.isEnded else { return }
        while !log.isSettled { _ = try await write(.suspension, to: &log) }
    }

    /// Records the answer to a callback; the execution still has to be woken.
    ///
    /// - Returns: the execution to wake.
    package func answer(
        _ token: CallbackToken,
        with completion: CallbackCompletion
    ) async throws -> String {
        try await tell(holder: token, .answer(token, completion)).rawValue
    }

    /// Records a sign of life for a callback.
    package func beat(_ token: CallbackToken) async throws {
        _ = try await tell(holder: token, .beat(token))
    }

    /// Tells whichever execution has a callback; it still has to be woken.
    ///
    /// - Returns: the execution to wake.
    @discardableResult
    package func tell(
        holder token: CallbackToken,
        _ event: OutsideEvent
    ) async throws -> ExecutionID {
        guard let execution = CallbackAddress(token)?.execution else {
            throw CallbackError.unknown
        }
        do {
            try await tell(execution, event)
        } catch is UnknownExecution {
            throw CallbackError.unknown
        }
        return execution
    }

    /// What is recorded of an execution.
    package func record(of execution: String) async throws -> ExecutionRecord? {
        try await read(ExecutionID(rawValue: execution))?.record
    }

    /// An execution as its log tells it now.
    package func read(_ execution: ExecutionID) async throws -> ExecutionLog? {
        try fold(try await table.read(execution), keepingHistory: true)
    }

    /// How an execution stood with each entry of its log.
    package func stages(of entries: [LogEntry]) throws(InvalidLog) -> [ExecutionLog] {
        guard let first = entries.first, var log = try fold([first]) else { return [] }
        var stages = [log]
        for entry in entries.dropFirst() {
            try log.append(entry)
            stages.append(log)
        }
        return stages
    }

    func fold(
        _ entries: [LogEntry],
        keepingHistory keepsHistory: Bool = false
    ) throws(InvalidLog) -> ExecutionLog? {
        try ExecutionLog(entries, code: code, keepingHistory: keepsHistory)
    }

    private func known(_ execution: ExecutionID) async throws -> ExecutionLog {
        guard let log = try fold(await table.read(execution)) else {
            throw UnknownExecution(execution: execution.rawValue)
        }
        return log
    }

    /// What lists are to show from now on, if that is worth saying.
    func shown(_ head: ExecutionHead, after previous: ExecutionHead) -> ExecutionHead? {
        head.mustReplace(previous, tolerance: table.tolerance) ? head : nil
    }

    /// Appends an entry, or takes in what is there instead.
    private func write(
        _ content: LogEntry.Content,
        to log: inout ExecutionLog
    ) async throws -> LogAppend {
        let entry = LogEntry(nonce: nonce(), time: now(), content: content)
        var next = log
        try next.append(entry)
        let appended = try await table.append(
            entry,
            at: log.next,
            of: log.start.execution,
            showing: shown(next.head, after: log.head)
        )
        switch appended {
        case .written: log = next
        case .taken(let other): try log.append(other)
        }
        return appended
    }
}

extension String? {
    /// Whether another JSON text says the same: the order of an object's members says nothing.
    package func saysTheSame(as other: String?) -> Bool {
        // Text that is no JSON is compared as text.
        guard self != other, let text = self, let other,
            let left = try? JSON(parsing: Array(text.utf8)),
            let right = try? JSON(parsing: Array(other.utf8))
        else { return self == other }
        return left.means(right)
    }
}

/// An execution of that name was started with another input.
public struct InputConflict: Error, Hashable, CustomStringConvertible {
    /// The execution's name.
    public let name: String

    package init(name: ExecutionName) {
        self.name = name.rawValue
    }

    /// What it means, and what to do.
    public var description: String {
        "An execution named '\(name)' was started with another input; use another name."
    }
}

/// Nothing is recorded under this execution's name.
public struct UnknownExecution: Error, Hashable, CustomStringConvertible {
    /// The workflow's name and the execution's.
    public let execution: String

    package init(execution: String) {
        self.execution = execution
    }

    /// What it means.
    public var description: String { "There is no execution '\(execution)' in the store." }
}

extension String {
    /// 64 random bits, from the system's generator, in hexadecimal digits.
    static func nonce() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
