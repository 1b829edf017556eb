import DurableExecution

/// Finds what there is to do, until it is told to stop.
extension LocalHost {
    /// Runs executions until it is told to stop or the task is cancelled; only once.
    package func serve() async {
        let waiting = state.withLock { state in
            if state.phase == .idle { state.phase = .serving }
            defer { state.waitingForService = [] }
            return state.waitingForService
        }
        for continuation in waiting { continuation.resume() }
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { group in
                var schedule = Schedule()
                while state.withLock({ $0.phase == .serving }) {
                    await turn(&schedule, &group)
                }
                takeUpTransients(&group)
                await giveUpWhatIsLate()
            }
        } onCancel: {
            stop()
        }
        state.withLock { $0.phase = .stopped }
        ownership.release()
        announcements.end()
    }

    /// Waits until the loop has begun.
    package func isReady() async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if state.phase == .idle { state.waitingForService.append(continuation) }
                return state.phase != .idle
            }
            if isReady { continuation.resume() }
        }
    }

    private func turn(_ schedule: inout Schedule, _ group: inout DiscardingTaskGroup) async {
        let isRung = bell.takeRing()
        for log in takeOpened() {
            group.addTask { await self.attempt(log.start.execution) { try await self.run(log) } }
        }
        takeUpTransients(&group)
        do {
            let hasChanged = try await hasChanged(&schedule)
            if isRung || hasChanged || schedule.next <= clock.now {
                try await look(&schedule, &group)
            }
        } catch {
            report("The store cannot be read, and is tried again: \(error)")
        }
        await tellThoseWhoWaitForRest()
        await bell.wait(until: min(schedule.next, clock.now.advanced(by: Schedule.poll)), clock)
    }

    private func takeOpened() -> [OwnedLog] {
        state.withLock { state in
            defer { state.opened = [] }
            return state.opened
        }
    }

    private func takeUpTransients(_ group: inout DiscardingTaskGroup) {
        for run in transients.takeOpened() { group.addTask { await self.carryOn(run) } }
    }

    /// Whether another process has written since this was last asked.
    private func hasChanged(_ schedule: inout Schedule) async throws -> Bool {
        guard let version = try await version?(), version != schedule.version else { return false }
        schedule.version = version
        announcements.announceAll()
        return true
    }

    /// Looks at the table and sets about what there is to do.
    private func look(
        _ schedule: inout Schedule,
        _ group: inout DiscardingTaskGroup
    ) async throws {
        let now = clock.now
        let horizon = now.advanced(by: Schedule.safety)
        schedule.next = horizon
        var heads = try await table.due(by: horizon, of: workflows.names, limit: 1000)
        if schedule.inspection <= now {
            heads += try await owned()
            schedule.inspection = horizon
        }
        if let retention = limits.retention, schedule.pruning <= now {
            try await prune(endedBefore: now.advanced(by: .zero - retention))
            schedule.pruning = now.advanced(by: .hours(1))
        }
        for head in heads {
            if let moment = act(on: head, at: now, &group) {
                schedule.next = min(schedule.next, moment)
            }
        }
        let (due, timer) = state.withLock { state in
            (state.roster.takeDueTimers(at: now), state.roster.nextTimer)
        }
        for held in due { held.session.refresh() }
        schedule.next = min(schedule.next, timer ?? .distantFuture)
    }

    /// - Returns: when to look again.
    private func act(
        on head: ExecutionHead,
        at now: Timestamp,
        _ group: inout DiscardingTaskGroup
    ) -> Timestamp? {
        let id = head.id
        switch state.withLock({ $0.roster.meet(head, at: now, isAlive: isAliveElsewhere) }) {
        case .leave: break
        case .wait(let moment): return moment
        case .tell(let held): held?.session.refresh()
        case .resume(let held):
            group.addTask { await self.attempt(id) { try await self.resume(held) } }
        case .takeOver:
            group.addTask { await self.attempt(id) { try await self.takeOver(id) } }
        case .settle:
            group.addTask {
                await self.attempt(id) {
                    try await self.family.settle(id)
                    self.release(id)
                }
            }
        }
        return nil
    }

    /// Executions of workflows that are hosted here which some process runs, or ran when it died.
    private func owned() async throws -> [ExecutionHead] {
        var query = HeadQuery()
        query.isOwned = true
        query.statuses = [.running]
        var owned: [ExecutionHead] = []
        while case let page = try await table.heads(query), let last = page.last {
            owned += page.filter { workflows.contains($0.workflow) }
            query.after = HeadQuery.Position(last)
        }
        return owned
    }

    private func giveUpWhatIsLate() async {
        let deadline = clock.now.advanced(by: limits.grace)
        while state.withLock({ $0.roster.isBusy }) || !transients.isEmpty, clock.now < deadline {
            await bell.wait(until: deadline, clock)
            _ = bell.takeRing()
        }
        for held in state.withLock({ $0.roster.running }) { held.session.abandon() }
        for run in transients.running { run.tellIfOpen(.stop(.runtimeStopped)) }
    }

    private func tellThoseWhoWaitForRest() async {
        let resting = state.withLock { state in
            let isBusy = state.roster.isBusy || !state.opened.isEmpty || bell.isRung
            return isBusy ? [] : state.resting
        }
        guard !resting.isEmpty else { return }
        // What cannot be read now is found out at the next look.
        let next = try? await table.due(by: .distantFuture, of: workflows.names, limit: 1)
        state.withLock { $0.resting.removeFirst(resting.count) }
        for continuation in resting { continuation.resume(returning: next?.first?.due) }
    }
}
