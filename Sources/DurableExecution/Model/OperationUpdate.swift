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
        /// The execution has been cancelled.
        case stopExecution(ErrorObject)
        /// The work goes on in a new execution with this input.
        case continueExecution(input: String?)
        case startContext
        case succeedContext(result: String?, replaysChildren: Bool)
        case failContext(ErrorObject)
        case startStep
        case succeedStep(result: String?)
        case failStep(ErrorObject)
        case retryStep(ErrorObject, after: Duration)
        /// A condition is not met yet: look again, from this state.
        case continueStep(state: String?, after: Duration)
        case startWait(Duration)
        case cancelWait
        case startCallback(CallbackLimits)
        case startInvoke(InvokeTarget, input: String?)
        /// The called workflow is to end; how it ends is still waited for.
        case cancelInvoke(reason: String?)
    }
}

/// The function that an operation calls.
package struct InvokeTarget: Sendable, Hashable {
    /// A name or ARN with a qualifier.
    package var function: String
    package var tenantID: String?
    /// What becomes of a workflow that was called when the caller ends before it.
    package var parentClose: ParentClosePolicy?

    package init(
        function: String,
        tenantID: String? = nil,
        parentClose: ParentClosePolicy? = nil
    ) {
        self.function = function
        self.tenantID = tenantID
        self.parentClose = parentClose
    }
}

/// What becomes of a child workflow whose parent ends before it.
///
/// Source: Amazon SWF Developer Guide, "Child Workflows".
public enum ParentClosePolicy: String, Sendable, Hashable, Codable {
    /// It ends at once.
    case terminate = "TERMINATE"
    /// It is cancelled, and may clean up.
    case cancel = "REQUEST_CANCEL"
    /// It goes on.
    case abandon = "ABANDON"
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
        case .succeedExecution, .failExecution, .stopExecution, .continueExecution: .execution
        case .startContext, .succeedContext, .failContext: .context
        case .startStep, .succeedStep, .failStep, .retryStep, .continueStep: .step
        case .startWait, .cancelWait: .wait
        case .startCallback: .callback
        case .startInvoke, .cancelInvoke: .invoke
        }
    }

    package var action: OperationAction {
        switch change {
        case .startContext, .startStep, .startWait, .startCallback, .startInvoke: .start
        case .succeedExecution, .continueExecution, .succeedContext, .succeedStep: .succeed
        case .failExecution, .failContext, .failStep: .fail
        case .retryStep, .continueStep: .retry
        case .cancelWait, .cancelInvoke, .stopExecution: .cancel
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

extension OperationUpdate {
    /// Whether it calls a workflow or function, or says that what was called is to end.
    package var isAboutCall: Bool {
        switch change {
        case .startInvoke, .cancelInvoke: true
        default: false
        }
    }
}
