/// What a workflow asks the store to record about one operation.
package struct OperationUpdate: Sendable, Hashable {
    package var id: OperationID
    package var parent: OperationID?
    package var name: String?
    package var subtype: String?
    package var change: Change

    package init(
        id: OperationID,
        parent: OperationID? = nil,
        name: String? = nil,
        subtype: String? = nil,
        change: Change
    ) {
        self.id = id
        self.parent = parent
        self.name = name
        self.subtype = subtype
        self.change = change
    }

    /// The legal pairs of operation type and action, each with exactly the data it carries.
    package enum Change: Sendable, Hashable {
        case succeedExecution(result: String?)
        case failExecution(ErrorObject)
        case startContext
        case succeedContext(result: String?, replaysChildren: Bool)
        case failContext(ErrorObject)
        case startStep
        case succeedStep(result: String?)
        case failStep(ErrorObject)
        case retryStep(ErrorObject, after: Duration)
        case startWait(Duration)
        case cancelWait
        case startCallback(CallbackLimits)
    }
}

/// How long a callback may stay open; `nil` means for ever.
package struct CallbackLimits: Sendable, Hashable {
    package var timeout: Duration?
    package var heartbeat: Duration?

    package init(timeout: Duration? = nil, heartbeat: Duration? = nil) {
        self.timeout = timeout
        self.heartbeat = heartbeat
    }
}

extension OperationUpdate {
    package var type: OperationType {
        switch change {
        case .succeedExecution, .failExecution: .execution
        case .startContext, .succeedContext, .failContext: .context
        case .startStep, .succeedStep, .failStep, .retryStep: .step
        case .startWait, .cancelWait: .wait
        case .startCallback: .callback
        }
    }

    package var action: OperationAction {
        switch change {
        case .startContext, .startStep, .startWait, .startCallback: .start
        case .succeedExecution, .succeedContext, .succeedStep: .succeed
        case .failExecution, .failContext, .failStep: .fail
        case .retryStep: .retry
        case .cancelWait: .cancel
        }
    }
}

/// Source: Lambda API reference, `OperationAction`.
package enum OperationAction: String, Sendable, Codable {
    case start = "START"
    case succeed = "SUCCEED"
    case fail = "FAIL"
    case retry = "RETRY"
    case cancel = "CANCEL"
}
