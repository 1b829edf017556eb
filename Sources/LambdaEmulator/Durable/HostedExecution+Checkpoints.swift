import DurableExecution

/// What the function asks.
extension HostedExecution {
    /// Records the updates of the owner of the token; a repeated request gets the same answer.
    mutating func checkpoint(
        _ request: CheckpointRequest,
        at now: Timestamp
    ) throws(ServiceError) -> (CheckpointAnswer, [Action]) {
        if let answer = tokens.answer(repeating: request) { return (answer, []) }
        guard case .running(var run) = state, tokens.isCurrent(request.checkpointToken) else {
            throw .invalidParameter("Invalid checkpoint token: it was used or replaced.")
        }
        note(record.fireTimers(at: now))
        note(try apply(request.updates ?? [], at: now))
        run.hasCheckpointed = run.hasCheckpointed || request.updates?.isEmpty == false
        state = .running(run)
        let changed = untold.ids.compactMap { record[$0] }
        untold = OperationList()
        // Without a token the function lets go, and has to be invoked again.
        if pause != nil { pause?.isOwedInvocation = true }
        let isOver = record.isEnded || pause != nil
        let answer = tokens.answer(request, changed: changed, isEnded: isOver)
        let earlierCalls = calls.takeAll().map(Action.call)
        calls.add(request.updates ?? [], at: now)
        return (answer, earlierCalls + changed.compactMap(\.callbackNews) + settleEnd())
    }

    mutating func apply(
        _ updates: [OperationUpdate],
        at now: Timestamp
    ) throws(ServiceError) -> [Operation] {
        var usage = usage
        try usage?.take(updates) { record[$0] != nil }
        do {
            let changed = try record.apply(updates, at: now)
            self.usage = usage
            return changed
        } catch {
            throw .invalidParameter("\(error)")
        }
    }

    func state(_ query: StateQuery) throws(ServiceError) -> Page<Operation> {
        guard tokens.isCurrent(query.checkpointToken) else {
            throw .invalidParameter("Invalid checkpoint token: it was used or replaced.")
        }
        return operations(from: query.marker, limit: query.maxItems)
    }

    /// Marks a place by the number of operations before it, seen or hidden: it never shifts.
    func operations(from marker: String?, limit: Int) -> Page<Operation> {
        let start = marker.flatMap(Int.init) ?? 0
        let visible = Set(record.replayableOperations.map(\.id))
        let rest = record.operations.indices.dropFirst(start).filter {
            visible.contains(record.operations[$0].id)
        }
        return Page(
            items: rest.prefix(limit).map { record.operations[$0] },
            nextMarker: rest.dropFirst(limit).first.map(String.init)
        )
    }
}

extension Operation {
    fileprivate var callbackNews: HostedExecution.Action? {
        guard case .callback(.started(let token, _)) = state else { return nil }
        return .tell(.callbackOpened(name: name, token: token.rawValue))
    }
}
