/// The shape of `OperationUpdate` in the Lambda API.
extension OperationUpdate: Codable {
    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case parent = "ParentId"
        case name = "Name"
        case type = "Type"
        case subtype = "SubType"
        case action = "Action"
        case payload = "Payload"
        case error = "Error"
        case context = "ContextOptions"
        case step = "StepOptions"
        case wait = "WaitOptions"
        case callback = "CallbackOptions"
        case invoke = "ChainedInvokeOptions"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(OperationID.self, forKey: .id)
        parent = try container.decodeIfPresent(OperationID.self, forKey: .parent)
        name = try container.decodeIfPresent(String.self, forKey: .name)
        subtype = try container.decodeIfPresent(String.self, forKey: .subtype)
        change = try Self.change(in: container)
    }

    private static func change(in container: KeyedDecodingContainer<CodingKeys>) throws -> Change {
        let type = try container.decode(OperationType.self, forKey: .type)
        let action = try container.decode(OperationAction.self, forKey: .action)
        let payload = try container.decodeIfPresent(String.self, forKey: .payload)
        let error = try container.decodeIfPresent(ErrorObject.self, forKey: .error)
        func refuse(_ reason: String) -> DecodingError {
            .dataCorruptedError(forKey: .action, in: container, debugDescription: reason)
        }
        func check(_ seconds: Int64, _ range: ClosedRange<Int64>, _ name: String) throws {
            guard range.contains(seconds) else {
                throw refuse(
                    "\(name) is \(seconds); it may be \(range.lowerBound) to \(range.upperBound)."
                )
            }
        }
        if action == .succeed, error != nil { throw refuse("SUCCEED may not carry an Error.") }
        if action == .fail, payload != nil { throw refuse("FAIL may not carry a Payload.") }
        switch (type, action) {
        case (.execution, .succeed): return .succeedExecution(result: payload)
        case (.execution, .fail): return .failExecution(error ?? .unexplained)
        case (.context, .start): return .startContext
        case (.context, .succeed):
            let options = try container.decodeIfPresent(ContextOptions.self, forKey: .context)
            return .succeedContext(
                result: payload,
                replaysChildren: options?.replaysChildren ?? false
            )
        case (.context, .fail): return .failContext(error ?? .unexplained)
        case (.step, .start): return .startStep
        case (.step, .succeed): return .succeedStep(result: payload)
        case (.step, .fail): return .failStep(error ?? .unexplained)
        case (.step, .retry):
            let options = try container.decodeIfPresent(StepOptions.self, forKey: .step)
            guard let seconds = options?.nextAttemptDelaySeconds else {
                throw refuse("RETRY requires StepOptions.NextAttemptDelaySeconds.")
            }
            try check(seconds, StepOptions.delays, "StepOptions.NextAttemptDelaySeconds")
            if payload != nil, error != nil {
                throw refuse("RETRY may not carry both a Payload and an Error.")
            }
            guard let error else {
                return .continueStep(state: payload, after: .seconds(seconds))
            }
            return .retryStep(error, after: .seconds(seconds))
        case (.wait, .start):
            let options = try container.decodeIfPresent(WaitOptions.self, forKey: .wait)
            guard let seconds = options?.waitSeconds else {
                throw refuse("WAIT START requires WaitOptions.WaitSeconds.")
            }
            try check(seconds, WaitOptions.waits, "WaitOptions.WaitSeconds")
            return .startWait(.seconds(seconds))
        case (.wait, .cancel): return .cancelWait
        case (.callback, .start):
            let options = try container.decodeIfPresent(CallbackOptions.self, forKey: .callback)
            for (name, seconds) in options?.seconds ?? [] {
                try check(seconds, CallbackOptions.timeouts, "CallbackOptions.\(name)")
            }
            return .startCallback(options?.limits ?? CallbackLimits())
        case (.invoke, .start):
            let options = try container.decodeIfPresent(ChainedInvokeOptions.self, forKey: .invoke)
            guard let options else {
                throw refuse("Update for CHAINED_INVOKE operation requires ChainedInvokeOptions.")
            }
            return .startInvoke(options.target, input: payload)
        default: throw refuse("\(type.rawValue) has no action \(action.rawValue).")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encodeIfPresent(parent, forKey: .parent)
        try container.encodeIfPresent(name, forKey: .name)
        try container.encode(type, forKey: .type)
        try container.encodeIfPresent(subtype, forKey: .subtype)
        try container.encode(action, forKey: .action)
        switch change {
        case .startContext, .startStep, .cancelWait, .cancelInvoke: break
        case .continueExecution(let input): try container.encodeIfPresent(input, forKey: .payload)
        case .succeedExecution(let result), .succeedStep(let result):
            try container.encodeIfPresent(result, forKey: .payload)
        case .failExecution(let error), .stopExecution(let error), .failContext(let error),
            .failStep(let error):
            try container.encode(error, forKey: .error)
        case .succeedContext(let result, let replaysChildren):
            try container.encodeIfPresent(result, forKey: .payload)
            if replaysChildren {
                try container.encode(ContextOptions(replaysChildren: true), forKey: .context)
            }
        case .startInvoke(let target, let input):
            try container.encodeIfPresent(input, forKey: .payload)
            try container.encode(ChainedInvokeOptions(target), forKey: .invoke)
        case .continueStep(let state, let delay):
            try container.encodeIfPresent(state, forKey: .payload)
            let options = StepOptions(after: delay)
            try container.encode(options, forKey: .step)
        case .retryStep(let error, let delay):
            try container.encode(error, forKey: .error)
            let options = StepOptions(after: delay)
            try container.encode(options, forKey: .step)
        case .startWait(let duration):
            try container.encode(WaitOptions(duration), forKey: .wait)
        case .startCallback(let limits):
            try container.encode(CallbackOptions(limits), forKey: .callback)
        }
    }
}
