extension WorkflowContext {
    /// Takes a value from the outside world once: every later run sees the same.
    ///
    /// For what cannot fail and is over at once: an identifier, a reading of the clock, a setting.
    public func sideEffect<Value: Codable & Sendable>(
        _ name: String,
        _ value: @Sendable () -> Value
    ) async throws -> Value {
        guard !isTransient else { return value() }
        let request = try next(name, .step, .sideEffect)
        while true {
            switch try await state(of: request) {
            case .step(.succeeded(_, let result)):
                return try PayloadCoder.decode(Value.self, from: result)
            case .step(.failed(_, let error)):
                throw failure(of: name, error)
            case .step(.started): await record(request, value)
            default:
                session.enqueue(request.update(.startStep))
                await record(request, value)
            }
        }
    }

    private func record(_ request: OperationRequest, _ value: () -> some Encodable) async {
        let change: OperationUpdate.Change
        do {
            change = .succeedStep(result: try PayloadCoder.encode(value()))
        } catch {
            change = .failStep(ErrorObject(error))
        }
        await commit(request.update(change))
    }

    /// Whether this execution runs changed code from here on.
    ///
    /// An execution that had passed this place before the change answers `false` for good, every
    /// other one `true`: so executions on their way keep the turns they have taken.
    ///
    /// ```swift
    /// if try await context.patched("check the address first") { … }
    /// ```
    public func patched(_ change: String) async throws -> Bool {
        guard !isTransient else { return true }
        if let recorded = upcoming, !recorded.isPatch(change) { return false }
        return try await mark(change)
    }

    private func mark(_ change: String) async throws -> Bool {
        let request = try next(change, .step, .patch)
        while true {
            switch try await state(of: request) {
            case .step(.succeeded): return true
            case .step(.started):
                await commit(request.update(.succeedStep(result: "true")))
            default:
                session.enqueue(request.update(.startStep))
                await commit(request.update(.succeedStep(result: "true")))
            }
        }
    }
}

extension Operation {
    fileprivate func isPatch(_ change: String) -> Bool {
        subtype == Subtype.patch.rawValue && name == change
    }
}
