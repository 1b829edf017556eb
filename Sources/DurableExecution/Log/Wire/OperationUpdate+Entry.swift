/// An update as an entry holds it.
///
/// Fields: operation (1), parent (2), name (3), subtype (4), change (5: the numbers below), payload
/// (6), error (7), delay or duration (8), whether children are replayed (9), timeout (10), heartbeat (11),
/// function (12), tenant (13), what becomes of a child workflow (14).
extension OperationUpdate {
    private enum Kind: Int64 {
        case succeedExecution = 1
        case failExecution = 2
        case stopExecution = 3
        case continueExecution = 4
        case startContext = 5
        case succeedContext = 6
        case failContext = 7
        case startStep = 8
        case succeedStep = 9
        case failStep = 10
        case retryStep = 11
        case continueStep = 12
        case startWait = 13
        case cancelWait = 14
        case startCallback = 15
        case startInvoke = 16
        case cancelInvoke = 17
    }

    func write(_ writer: inout MessageWriter) {
        writer.write(1, id.rawValue)
        writer.write(2, parent?.rawValue)
        writer.write(3, name)
        writer.write(4, subtype)
        func write(_ kind: Kind, payload: String? = nil, error: ErrorObject? = nil) {
            writer.write(5, kind.rawValue)
            writer.write(6, payload)
            if let error { writer.write(7, error.write) }
        }
        switch change {
        case .succeedExecution(let result): write(.succeedExecution, payload: result)
        case .failExecution(let error): write(.failExecution, error: error)
        case .stopExecution(let error): write(.stopExecution, error: error)
        case .continueExecution(let input): write(.continueExecution, payload: input)
        case .startContext: write(.startContext)
        case .succeedContext(let result, let replaysChildren):
            write(.succeedContext, payload: result)
            if replaysChildren { writer.write(9, 1) }
        case .failContext(let error): write(.failContext, error: error)
        case .startStep: write(.startStep)
        case .succeedStep(let result): write(.succeedStep, payload: result)
        case .failStep(let error): write(.failStep, error: error)
        case .retryStep(let error, let delay):
            write(.retryStep, error: error)
            writer.write(8, delay.wholeMilliseconds)
        case .continueStep(let state, let delay):
            write(.continueStep, payload: state)
            writer.write(8, delay.wholeMilliseconds)
        case .startWait(let duration):
            write(.startWait)
            writer.write(8, duration.wholeMilliseconds)
        case .cancelWait: write(.cancelWait)
        case .startCallback(let limits):
            write(.startCallback)
            writer.write(10, limits.timeout?.wholeMilliseconds)
            writer.write(11, limits.heartbeat?.wholeMilliseconds)
        case .startInvoke(let target, let input):
            write(.startInvoke, payload: input)
            writer.write(12, target.function)
            writer.write(13, target.tenantID)
            writer.write(14, target.parentClose?.rawValue)
        case .cancelInvoke(let reason): write(.cancelInvoke, payload: reason)
        }
    }

    init(_ message: Message) throws(InvalidLog) {
        guard let id = try message.text(1).flatMap(OperationID.init) else {
            throw .unreadable("an update without an operation")
        }
        self.init(
            id: id,
            parent: try message.text(2).flatMap(OperationID.init),
            name: try message.text(3),
            subtype: try message.text(4),
            change: try Change(message)
        )
    }
}

extension OperationUpdate.Change {
    fileprivate init(_ message: Message) throws(InvalidLog) {
        guard let kind = try message.int(5).flatMap(OperationUpdate.Kind.init) else {
            throw .unreadable("an update of no known kind")
        }
        var payload: String? { get throws(InvalidLog) { try message.text(6) } }
        var error: ErrorObject {
            get throws(InvalidLog) { try ErrorObject(in: message, at: 7) ?? .unexplained }
        }
        var delay: Duration { get throws(InvalidLog) { try message.duration(8) ?? .zero } }
        switch kind {
        case .succeedExecution: self = .succeedExecution(result: try payload)
        case .failExecution: self = .failExecution(try error)
        case .stopExecution: self = .stopExecution(try error)
        case .continueExecution: self = .continueExecution(input: try payload)
        case .startContext: self = .startContext
        case .succeedContext:
            self = .succeedContext(result: try payload, replaysChildren: try message.int(9) == 1)
        case .failContext: self = .failContext(try error)
        case .startStep: self = .startStep
        case .succeedStep: self = .succeedStep(result: try payload)
        case .failStep: self = .failStep(try error)
        case .retryStep: self = .retryStep(try error, after: try delay)
        case .continueStep: self = .continueStep(state: try payload, after: try delay)
        case .startWait: self = .startWait(try delay)
        case .cancelWait: self = .cancelWait
        case .startCallback:
            let limits = CallbackLimits(
                timeout: try message.duration(10),
                heartbeat: try message.duration(11)
            )
            self = .startCallback(limits)
        case .startInvoke:
            let target = InvokeTarget(
                function: try message.text(12) ?? "",
                tenantID: try message.text(13),
                parentClose: try message.text(14).flatMap(ParentClosePolicy.init)
            )
            self = .startInvoke(target, input: try payload)
        case .cancelInvoke: self = .cancelInvoke(reason: try payload)
        }
    }
}

extension Message {
    fileprivate func duration(_ number: Int) throws(InvalidLog) -> Duration? {
        try int(number).map { .milliseconds($0) }
    }
}
