/// An event or an answer that is not what the handler's types say.
public enum PayloadError: FunctionError, Equatable {
    /// The event does not decode as the handler's event type.
    case undecodableEvent(String)
    /// The handler's answer does not encode as JSON.
    case unencodableAnswer(String)

    /// The names that AWS's own clients use.
    public var errorType: String {
        switch self {
        case .undecodableEvent: "Runtime.UnmarshalError"
        case .unencodableAnswer: "Runtime.MarshalError"
        }
    }

    /// What does not fit, and where in the JSON.
    public var errorMessage: String {
        switch self {
        case .undecodableEvent(let reason): "The event is not a valid \(reason)"
        case .unencodableAnswer(let reason): "The answer does not encode: \(reason)"
        }
    }
}
