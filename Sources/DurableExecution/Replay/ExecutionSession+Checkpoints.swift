/// How updates reach the store.
///
/// Updates are committed in groups: while one checkpoint is under way, further ones queue, and
/// the next takes them all.
extension ExecutionSession {
    /// Adds an update to the next checkpoint without waiting for it.
    func enqueue(_ update: OperationUpdate) {
        change { $0.queue.append(update) }
    }

    /// Records an update together with everything queued before it.
    ///
    /// Returns when it is recorded, and not at all when it cannot be.
    func commit(_ update: OperationUpdate) async {
        guard mode != .replay, begins(update) else { return await never() }
        await record(update)
        // The store answers as well where the execution has ended meanwhile, and records nothing.
        if isOver { return await never() }
        if isDraining { await stopShort() }
    }

    /// Records everything queued, and an update if there is one.
    func record(_ update: OperationUpdate?) async {
        let role = await withUnsafeContinuation { waiter in
            let role = change { state in
                // Past its end the session records nothing: the caller waits for ever.
                state.end == nil ? state.queue.join(with: update, waiting: waiter) : nil
            }
            if let role { waiter.resume(returning: role) }
        }
        switch role {
        case .committed: return
        case .leader: await flush()
        }
    }

    private func flush() async {
        let (updates, token, port) = change { ($0.queue.takeBatch(), $0.token, $0.port) }
        guard let port else { return await stop(.superseded) }
        do {
            // The branch that leads may be told to end; what it records is everybody's.
            let checkpoint = Task(executorPreference: executor) {
                try await port.checkpoint(updates, against: token)
            }
            switch try await checkpoint.value {
            case .recorded(let next, let changed):
                if updates.contains(where: { $0.action != .start }) {
                    change { $0.isCautious = false }
                }
                finishFlush(next, changed)
            case .superseded: await stop(.superseded)
            }
        } catch {
            await stop(.failed(error))
        }
    }

    private func stop(_ settlement: Settlement) async {
        end(settlement)
        let _: Void = await never()
    }

    private func finishFlush(_ next: CheckpointToken, _ changed: [Operation]) {
        let (freed, committed, leader) = change { state in
            let freed = state.absorb(next, changed)
            let (committed, leader) = state.queue.finishBatch()
            return (freed, committed, leader)
        }
        tellObservers(ofChanged: changed)
        for branch in freed { branch.resume() }
        if isToEnd { branches.cancel() }
        watch()
        for waiter in committed { waiter.resume(returning: .committed) }
        leader?.resume(returning: .leader)
    }

    /// The first outcome counts, but what the store says of the last checkpoint counts more.
    func end(_ settlement: Settlement) {
        change { state in
            switch (state.end, settlement) {
            case (nil, _), (.ended, .superseded), (.ended, .failed): state.end = settlement
            default: break
            }
        }
    }
}
