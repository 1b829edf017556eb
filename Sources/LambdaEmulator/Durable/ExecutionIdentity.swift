import DurableExecution
import FoundationEssentials

/// Who an execution is: its function, its name and the id that was made for it.
struct ExecutionIdentity: Sendable, Hashable {
    let function: String
    let name: String
    /// Also the id of the operation that stands for the execution.
    let id: OperationID

    /// Source: Lambda API reference, `DurableExecutionArn`.
    var arn: String {
        "\(functionARN)/durable-execution/\(name)/\(id.rawValue)"
    }

    var functionARN: String {
        FunctionReference.arn(function, qualifier: "$LATEST")
    }
}

/// The tokens of an execution's callbacks: they lead back to it, and cannot be guessed.
struct CallbackTokens: Sendable {
    let execution: OperationID
    let secret: String

    func token(of operation: OperationID) -> CallbackToken {
        let text = "\(execution.rawValue)/\(operation.rawValue)/\(secret)"
        return CallbackToken(rawValue: Data(text.utf8).base64EncodedString())
    }

    /// The execution that made a token.
    static func execution(of token: CallbackToken) -> OperationID? {
        guard let data = Data(base64Encoded: token.rawValue) else { return nil }
        let parts = String(decoding: data, as: UTF8.self).split(separator: "/")
        return parts.count == 3 ? OperationID(rawValue: String(parts[0])) : nil
    }
}
