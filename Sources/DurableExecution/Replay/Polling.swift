/// When a session asks its store what has happened, while some branches run and others wait.
///
/// With every branch waiting the invocation ends instead, and with none waiting there is nothing to
/// ask for: whatever a branch records brings the news along.
package enum Polling: Sendable {
    /// Waiting branches go on when another branch records something.
    case never
    /// As soon as time alone moves one on.
    case whenTimersAreDue
    /// And for answers from outside, less and less often.
    case forAnswersToo
}

extension SessionState {
    /// The moment of the next question, where one is to be set anew.
    mutating func setAlarm(_ polling: Polling, at now: Timestamp) -> Timestamp? {
        guard polling != .never, end == nil, running > 0, !parked.isEmpty else { return nil }
        var moments = [parked.keys.compactMap { journal[$0]?.timer }.min()]
        if polling == .forAnswersToo { moments.append(now.advanced(by: answerPatience)) }
        // The store's clock may be behind: no question follows another at once.
        let earliest = now.advanced(by: .milliseconds(100) * pollsInVain)
        guard let moment = moments.compactMap(\.self).min().map({ max($0, earliest) }),
            alarm.map({ moment < $0 }) ?? true
        else { return nil }
        alarm = moment
        return moment
    }

    private var answerPatience: Duration { .seconds(min(pollsInVain + 1, 10)) }
}

extension ExecutionSession {
    /// Sees to it that branches that wait go on although others still run.
    func watch() {
        guard let moment = change({ $0.setAlarm(polling, at: now) }) else { return }
        alarm.set(on: executor) {
            // Cancelled: there is an earlier alarm, or nobody runs any more.
            guard (try? await self.sleep(self.now.duration(to: moment))) != nil else { return }
            await self.poll()
        }
    }

    /// Counts as a branch that runs: the invocation does not end before the answer.
    private func poll() async {
        let isNeeded = change { state in
            state.alarm = nil
            guard state.running > 0, state.end == nil, !state.parked.isEmpty else { return false }
            state.running += 1
            return true
        }
        guard isNeeded else { return }
        let waiting = parkedCount
        await record(nil)
        change { state in
            state.pollsInVain = state.parked.count < waiting ? 0 : min(state.pollsInVain + 1, 10)
            state.running -= 1
        }
        watch()
    }
}
