/// The shape of `Operation` in the Lambda API: common members, and one member of details.
extension Operation: Codable {
    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case parent = "ParentId"
        case name = "Name"
        case type = "Type"
        case subtype = "SubType"
        case startedAt = "StartTimestamp"
        case endedAt = "EndTimestamp"
        case status = "Status"
        case execution = "ExecutionDetails"
        case context = "ContextDetails"
        case step = "StepDetails"
        case wait = "WaitDetails"
        case callback = "CallbackDetails"
        case invoke = "ChainedInvokeDetails"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(OperationID.self, forKey: .id)
        parent = try container.decodeIfPresent(OperationID.self, forKey: .parent)
        name = try container.decodeIfPresent(String.self, forKey: .name)
        subtype = try container.decodeIfPresent(String.self, forKey: .subtype)
        startedAt = try container.decode(Timestamp.self, forKey: .startedAt)
        endedAt = try container.decodeIfPresent(Timestamp.self, forKey: .endedAt)
        state = try Self.state(in: container)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encodeIfPresent(parent, forKey: .parent)
        try container.encodeIfPresent(name, forKey: .name)
        try container.encode(type, forKey: .type)
        try container.encodeIfPresent(subtype, forKey: .subtype)
        try container.encode(startedAt, forKey: .startedAt)
        try container.encodeIfPresent(endedAt, forKey: .endedAt)
        try container.encode(status, forKey: .status)
        switch state {
        case .execution(let state): try container.encode(state.details, forKey: .execution)
        case .context(let state): try container.encode(state.details, forKey: .context)
        case .step(let state): try container.encode(state.details, forKey: .step)
        case .wait(let state): try container.encode(state.details, forKey: .wait)
        case .callback(let state): try container.encode(state.details, forKey: .callback)
        case .invoke(let state): try container.encode(state.details, forKey: .invoke)
        }
    }

    private static func state(in container: KeyedDecodingContainer<CodingKeys>) throws -> State {
        let status = try container.decode(OperationStatus.self, forKey: .status)
        func details<Details: Decodable & EmptyInitializable>(
            _ type: Details.Type,
            _ key: CodingKeys
        ) throws -> Details {
            try container.decodeIfPresent(type, forKey: key) ?? Details()
        }
        let state: State? =
            switch try container.decode(OperationType.self, forKey: .type) {
            case .execution:
                try details(ExecutionDetails.self, .execution).state(status).map(State.execution)
            case .context:
                try details(ContextDetails.self, .context).state(status).map(State.context)
            case .step:
                try details(StepDetails.self, .step).state(status).map(State.step)
            case .wait:
                try details(WaitDetails.self, .wait).state(status).map(State.wait)
            case .callback:
                try details(CallbackDetails.self, .callback).state(status).map(State.callback)
            case .invoke:
                try details(InvokeDetails.self, .invoke).state(status).map(State.invoke)
            }
        guard let state else {
            throw DecodingError.dataCorruptedError(
                forKey: .status,
                in: container,
                debugDescription: "an operation of this type cannot be \(status.rawValue)"
            )
        }
        return state
    }
}
