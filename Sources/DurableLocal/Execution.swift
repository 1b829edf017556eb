public import DurableExecution

/// One execution of a workflow: how it stands, and what can be told it.
///
/// It is only a name: it may outlive the execution's process and the runtime it came from.
public struct Execution<Output: Sendable>: Sendable {
    let id: ExecutionID
    let host: LocalHost
    /// Where it is transient.
    let run: TransientRun?

    init(_ id: ExecutionID, on host: LocalHost, run: TransientRun? = nil) {
        self.id = id
        self.host = host
        self.run = run
    }

    /// The workflow's name and the execution's.
    public var name: String { id.rawValue }

    /// How it stands; `nil` where there is none of this name.
    public var status: ExecutionStatus? {
        get async throws {
            if let run { return run.status }
            return try await host.store.read(id)?.head.status
        }
    }

    /// Tells it to end; it may clean up first.
    ///
    /// - Throws: ``DurableExecution/ExecutionEnded`` where it has ended already.
    public func cancel(reason: String? = nil) async throws {
        try await tell(.cancel(reason: reason))
    }

    /// Ends it at once: none of its code runs on.
    ///
    /// - Throws: ``DurableExecution/ExecutionEnded`` where it has ended already.
    public func stop(reason: String? = nil) async throws {
        let error = ErrorObject(type: "ExecutionStopped", message: reason)
        try await tell(.stop(error))
    }

    /// Sends it a message, which is kept until it waits for one of that name.
    ///
    /// - Throws: ``DurableExecution/ExecutionEnded`` where it has ended already.
    public func signal(_ name: String, _ payload: some Encodable) async throws {
        let signal = Signal(name: name, payload: try PayloadCoder.encode(payload))
        try await tell(.signal(signal))
    }

    private func tell(_ event: OutsideEvent) async throws {
        if let run { return try run.tell(event) }
        try await host.tell(host.store.last(of: id), event)
    }

    /// What it has last published under a name; `nil` where it has not.
    ///
    /// An execution that is not in this process is replayed to find out; nothing is run.
    public func query<Value: Decodable & Sendable>(
        _ name: String,
        as type: Value.Type = Value.self
    ) async throws -> Value? {
        guard let text = try await published(name) else { return nil }
        return try PayloadCoder.decode(type, from: text)
    }

    private func published(_ name: String) async throws -> String? {
        if let run { return run.published(name) }
        return try await host.published(name, by: host.store.last(of: id))
    }

    /// How it ended, once it has; the last of a chain counts.
    private var outcome: ExecutionOutcome {
        get async throws {
            for await _ in host.announcements.changes(of: id) {
                if let run {
                    guard let outcome = run.outcome else { continue }
                    return outcome
                }
                let last = try await host.store.last(of: id)
                guard last == id else {
                    return try await Execution(last, on: host).outcome
                }
                guard let log = try await host.store.read(id) else {
                    throw UnknownExecution(execution: id.rawValue)
                }
                switch log.record.execution.outcome {
                case .continued, nil: continue
                case .some(let outcome): return outcome
                }
            }
            try Task.checkCancellation()
            throw RuntimeStopped()
        }
    }

    /// - Throws: ``ExecutionFailure`` where it ended without a result.
    var payload: String? {
        get async throws {
            switch try await outcome {
            case .succeeded(let result): return result
            case .failed(let error): throw ExecutionFailure(status: .failed, error: error)
            case .timedOut(let error): throw ExecutionFailure(status: .timedOut, error: error)
            case .stopped(let error): throw ExecutionFailure(status: .stopped, error: error)
            case .continued: return nil
            }
        }
    }
}

extension Execution where Output: Decodable {
    /// Its result; waits until it has ended, while the runtime serves.
    ///
    /// Throws an ``ExecutionFailure`` where it ended without one.
    public var result: Output {
        get async throws { try PayloadCoder.decode(Output.self, from: try await payload) }
    }
}

extension Execution<Void> {
    /// Waits until it has ended, while the runtime serves.
    ///
    /// Throws an ``ExecutionFailure`` where it failed.
    public func end() async throws { _ = try await payload }
}

/// An execution has ended without a result.
public struct ExecutionFailure: Error, Hashable, CustomStringConvertible {
    /// How it ended.
    public let status: ExecutionStatus
    /// What was recorded.
    public let error: ErrorObject

    /// The cause in one line.
    public var description: String {
        let parts = [error.type, error.message].compactMap(\.self)
        return "\(status.rawValue): \(parts.joined(separator: ": "))"
    }
}

/// The runtime has stopped before the execution ended; start it again to go on.
public struct RuntimeStopped: Error, CustomStringConvertible {
    /// What it means.
    public var description: String {
        "The runtime has stopped; the execution goes on when another one serves."
    }
}
