/// A failure as it is recorded and sent: a type, a message and what helps to find the cause.
///
/// Source: Lambda API reference, `ErrorObject`.
public struct ErrorObject: Sendable, Hashable {
    /// What kind of failure it is, such as the name of the thrown type.
    public var type: String?
    /// What happened, in words.
    public var message: String?
    /// More about the failure for a program to read, in a form of the author's choice.
    public var data: String?
    /// Where it happened, innermost frame first.
    public var stackTrace: [String]

    /// A failure from its parts.
    public init(
        type: String?,
        message: String?,
        data: String? = nil,
        stackTrace: [String] = []
    ) {
        self.type = type
        self.message = message
        self.data = data
        self.stackTrace = stackTrace
    }

    /// A thrown error: its type's name, and its description.
    package init(_ error: any Error) {
        switch error {
        case let error as any RecordableError: self = error.errorObject
        default: self.init(type: "\(Swift.type(of: error))", message: "\(error)")
        }
    }
}

/// An error that says itself how it is recorded.
public protocol RecordableError: Error {
    /// What is written into the history, and what a replay throws again.
    var errorObject: ErrorObject { get }
}
