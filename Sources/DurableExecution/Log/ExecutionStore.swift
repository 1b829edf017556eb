/// The executions of one table: starting, taking over, answering callbacks.
package struct ExecutionStore: Sendable {
    package let table: any LogTable
    package let now: @Sendable () -> Timestamp
    private let code: CallbackCode

    package init(
        _ table: any LogTable,
        code: @escaping CallbackCode,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.table = table
        self.code = code
        self.now = now
    }

    /// What came of trying to own an execution.
    package enum Opening {
        case owned(OwnedLog)
        case refused(ExecutionLog.Claim)
    }

    /// Starts an execution; one that exists under the name is carried on instead.
    ///
    /// - Throws: `InputConflict` where it exists with another input.
    package func start(
        _ workflow: String,
        _ name: ExecutionName,
        input: String?,
        until deadline: Timestamp
    ) async throws -> Opening {
        let execution = ExecutionID(workflow: workflow, name: name)
        let start = LogEntry.Start(
            workflow: workflow,
            name: name,
            input: input,
            secret: .nonce() + .nonce(),
            owner: LogEntry.Owner(deadline: deadline)
        )
        let entry = LogEntry(nonce: .nonce(), time: now(), content: .start(start))
        switch try await table.append(entry, at: 0, of: execution) {
        case .written:
            return .owned(own(ExecutionLog(start, at: entry.time, code: code), of: execution))
        case .taken(let other):
            guard case .start(let first) = other.content, first.hasInput(input) else {
                throw InputConflict(name: name.rawValue)
            }
            return try await resume(execution, until: deadline)
        }
    }

    /// Takes an execution over, if there is something to run and nobody who runs it.
    package func resume(_ execution: ExecutionID, until deadline: Timestamp) async throws -> Opening
    {
        while true {
            guard var log = try await read(execution) else {
                throw UnknownExecution(execution: execution.rawValue)
            }
            let claim = log.claim(at: now())
            guard claim == .free else { return .refused(claim) }
            let seal = LogEntry(
                nonce: .nonce(),
                time: now(),
                content: .seal(LogEntry.Owner(deadline: deadline))
            )
            guard case .written = try await table.append(seal, at: log.next, of: execution) else {
                continue
            }
            try log.append(seal)
            _ = log.takeChanges()
            return .owned(own(log, of: execution))
        }
    }

    /// Records the answer to a callback; the execution still has to be woken.
    ///
    /// - Returns: the execution to wake.
    package func answer(
        _ token: CallbackToken,
        with completion: CallbackCompletion
    ) async throws -> String {
        guard let address = CallbackAddress(token),
            var log = try await read(address.execution)
        else { throw InvalidCallback.unknown(token) }
        let entry = LogEntry(
            nonce: .nonce(),
            time: now(),
            content: .answer(token, LogEntry.Answer(completion))
        )
        while true {
            var check = log.record
            _ = check.fireTimers(at: now())
            _ = try check.answer(token, with: completion, at: now())
            switch try await table.append(entry, at: log.next, of: address.execution) {
            case .written: return address.execution.rawValue
            case .taken(let other): try log.append(other)
            }
        }
    }

    /// Records how a function ended that an operation has called; the execution still has to be
    /// woken.
    ///
    /// Does nothing where the operation is not open.
    package func finishInvoke(
        _ operation: OperationID,
        of execution: ExecutionID,
        with outcome: ExecutionOutcome
    ) async throws {
        guard var log = try await read(execution) else {
            throw UnknownExecution(execution: execution.rawValue)
        }
        let entry = LogEntry(
            nonce: .nonce(),
            time: now(),
            content: .invoked(operation, outcome)
        )
        while log.record[operation]?.state == .invoke(.started) {
            switch try await table.append(entry, at: log.next, of: execution) {
            case .written: return
            case .taken(let other): try log.append(other)
            }
        }
    }

    /// What is recorded of an execution.
    package func record(of execution: String) async throws -> ExecutionRecord? {
        try await read(ExecutionID(rawValue: execution))?.record
    }

    /// An execution as its log tells it now.
    package func read(_ execution: ExecutionID) async throws -> ExecutionLog? {
        try ExecutionLog(await table.read(execution), code: code)
    }

    private func own(_ log: ExecutionLog, of execution: ExecutionID) -> OwnedLog {
        OwnedLog(log, of: execution, in: table, now: now)
    }
}

extension LogEntry.Start {
    /// Whether another input says the same: the order of an object's members says nothing.
    fileprivate func hasInput(_ other: String?) -> Bool {
        func value(_ text: String?) -> JSONValue? {
            // Text that is no JSON is compared as text.
            text.map { (try? PayloadCoder.decode(JSONValue.self, from: $0)) ?? .string($0) }
        }
        return value(input) == value(other)
    }
}

extension LogEntry.Answer {
    fileprivate init(_ completion: CallbackCompletion) {
        self =
            switch completion {
            case .succeeded(let result): .succeeded(result)
            case .failed(let error): .failed(error)
            }
    }
}

/// An execution of that name was started with another input.
package struct InputConflict: Error, CustomStringConvertible {
    let name: String

    package var description: String {
        "An execution named '\(name)' was started with another input; use another name."
    }
}

/// Nothing is recorded under this execution's name.
package struct UnknownExecution: Error, CustomStringConvertible {
    let execution: String

    package var description: String { "There is no execution '\(execution)' in the table." }
}
