import DurableClient
import DurableExecution
import LambdaEvents

/// What a client did wrong, or came too late for.
struct Problem: Error {
    var status: HTTPStatus
    var text: String

    init(_ status: HTTPStatus, _ text: String) {
        self.status = status
        self.text = text
    }

    /// `nil` where the client cannot help it.
    init?(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case CallbackError.unknown: self.init(.notFound, "\(CallbackError.unknown)")
        case let error as CallbackError: self.init(.conflict, "\(error)")
        case let error as InputConflict: self.init(.conflict, "\(error)")
        case let error as InvalidExecutionName: self.init(.badRequest, "\(error)")
        case let error as InvalidCursor: self.init(.badRequest, "\(error)")
        default: return nil
        }
    }
}
