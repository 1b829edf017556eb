import DurableExecution

/// Those who have something to say to the execution.
extension World {
    /// What is going to happen outside, whatever the workflow does.
    func beginOutside() {
        for (name, delay) in program.signals {
            let signal = Signal(name: name, payload: "\(witness.newValue())")
            tell(.signal(signal), after: delay)
        }
        if let delay = program.cancelledAfter { tell(.cancel(reason: "enough"), after: delay) }
        if let delay = program.stoppedAfter {
            tell(.stop(ErrorObject(type: "Stopped", message: nil)), after: delay)
        }
    }

    /// Somebody has got a callback's token.
    func handOut(_ token: CallbackToken, _ plan: CallbackPlan) {
        guard isFirst(token) else { return }
        for (delay, answer) in plan.answers {
            tell(.answer(token, completion(answer)), after: delay)
        }
        guard let seconds = plan.heartbeatSeconds else { return }
        for _ in 0..<simulation.number(in: 0...3) {
            tell(.beat(token), after: simulation.number(in: 0...seconds * 1500))
        }
    }

    private func completion(_ answer: CallbackPlan.Answer) -> CallbackCompletion {
        let value = "\(witness.newValue())"
        return switch answer {
        case .value: .succeeded(result: value)
        case .failure: .failed(ErrorObject(type: "No", message: value))
        case .unreadable: .succeeded(result: "\"\(value)\"")
        }
    }

    /// A function was called, and ends some time.
    func called(_ target: InvokeTarget, by operation: OperationID, of caller: ExecutionID) {
        // Workflows are run, not played.
        guard target.parentClose == nil else { return }
        let value = "\(witness.newValue())"
        let outcome: ExecutionOutcome =
            target.function.hasSuffix("fail")
            ? .failed(ErrorObject(type: "Callee", message: value)) : .succeeded(result: value)
        tell(.invoked(operation, outcome), to: caller, after: simulation.number(in: 0...20_000))
    }

    /// Says it until it is heard, or too late.
    func tell(_ event: OutsideEvent, to execution: ExecutionID? = nil, after milliseconds: Int) {
        simulation.schedule(after: milliseconds) { [self] in
            let addressee = execution ?? event.holder ?? first
            client.spawn { [self] in await tell(event, to: addressee) }
        }
    }

    private func giveUp(_ signal: Signal) {
        state.withLock { _ = $0.givenUp.insert(signal) }
        wake(first, afterMilliseconds: 0)
    }

    /// Something from outside is in the log; if its sender has gone, he does not wake the execution.
    func arrived(_ event: OutsideEvent) {
        guard case .signal(let signal) = event, state.withLock({ $0.givenUp.contains(signal) })
        else { return }
        witness.count(.lostWakeUp)
    }

    private func tell(_ event: OutsideEvent, to execution: ExecutionID) async {
        do {
            switch event {
            case .answer(let token, _), .beat(let token):
                try await store(of: 0).tell(holder: token, event)
            default: try await store(of: 0).tell(execution, event)
            }
            simulation.note("heard: \(event)")
            witness.accepted(event)
        } catch  where error.isBadWeather {
            // Whether it was heard is unknown: he says it again, but for signals, which count twice.
            if case .signal(let signal) = event { return giveUp(signal) }
            return tell(event, to: execution, after: simulation.number(in: 1...5000))
        } catch is UnknownExecution {
            return tell(event, to: execution, after: 10_000)
        } catch let error as CallbackError where error != .unknown {
            witness.count(.lateAnswer)
        } catch is ExecutionEnded {
            // He is told so.
        } catch is InvokeNotOpen {
            // Said before, or nobody wants to know any more.
        } catch {
            witness.violated("nobody hears \(event): \(error)")
        }
        wake(execution, afterMilliseconds: 0)
    }
}

extension OutsideEvent {
    /// The execution that the callback belongs to.
    fileprivate var holder: ExecutionID? {
        switch self {
        case .answer(let token, _), .beat(let token): ExecutionID(holding: token)
        default: nil
        }
    }
}
