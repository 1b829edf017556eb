extension OutsideEvent {
    /// The event's field of an entry.
    func write(_ entry: inout MessageWriter) {
        switch self {
        case .answer(let token, .succeeded(let result)):
            entry.write(7) {
                $0.write(1, token.rawValue)
                $0.write(2, result)
            }
        case .answer(let token, .failed(let error)):
            entry.write(7) {
                $0.write(1, token.rawValue)
                $0.write(3, error.write)
            }
        case .beat(let token): entry.write(8) { $0.write(1, token.rawValue) }
        case .invoked(let operation, let outcome):
            entry.write(9) {
                $0.write(1, operation.rawValue)
                $0.write(2, outcome.write)
            }
        case .signal(let signal):
            entry.write(10) {
                $0.write(1, signal.name)
                $0.write(2, signal.payload)
            }
        case .cancel(let reason): entry.write(11) { $0.write(1, reason) }
        case .stop(let error): entry.write(12) { $0.write(1, error.write) }
        }
    }

    /// `nil` where the entry holds no event.
    init?(in entry: Message) throws(InvalidLog) {
        if let answer = try entry.message(7) {
            let completion: CallbackCompletion =
                if let error = try answer.message(3) {
                    .failed(try ErrorObject(error))
                } else {
                    .succeeded(result: try answer.text(2))
                }
            self = .answer(try CallbackToken(in: answer), completion)
        } else if let beat = try entry.message(8) {
            self = .beat(try CallbackToken(in: beat))
        } else if let invoked = try entry.message(9) {
            guard let id = try invoked.text(1).flatMap(OperationID.init),
                let outcome = try invoked.message(2)
            else { throw .unreadable("a call's end without its operation or outcome") }
            self = .invoked(id, try ExecutionOutcome(outcome))
        } else if let signal = try entry.message(10) {
            self = .signal(Signal(name: try signal.text(1) ?? "", payload: try signal.text(2)))
        } else if let cancel = try entry.message(11) {
            self = .cancel(reason: try cancel.text(1))
        } else if let stop = try entry.message(12)?.message(1) {
            self = .stop(try ErrorObject(stop))
        } else {
            return nil
        }
    }
}

extension CallbackToken {
    fileprivate init(in message: Message) throws(InvalidLog) {
        guard let token = try message.text(1) else {
            throw .unreadable("an answer without a token")
        }
        self.init(rawValue: token)
    }
}
