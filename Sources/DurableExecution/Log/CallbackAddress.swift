/// What a callback's token says: which operation of which execution it belongs to.
///
/// The token ends with a code that only the execution's secret can make, so that it can be made
/// again from the log and cannot be guessed.
struct CallbackAddress: Sendable, Hashable {
    let execution: ExecutionID
    let operation: OperationID

    init(execution: ExecutionID, operation: OperationID) {
        self.execution = execution
        self.operation = operation
    }

    /// Reads the address off a token without knowing whether the token is good.
    init?(_ token: CallbackToken) {
        let parts = token.rawValue.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 3,
            let operation = OperationID(rawValue: String(parts[parts.count - 2]))
        else { return nil }
        execution = ExecutionID(rawValue: parts.dropLast(2).joined(separator: ":"))
        self.operation = operation
    }

    func token(_ code: CallbackCode, _ secret: String) -> CallbackToken {
        let place = "\(execution.rawValue):\(operation)"
        return CallbackToken(rawValue: "\(place):\(code(place, secret))")
    }
}

extension ExecutionID {
    /// The execution that has a callback, going by the callback's token.
    package init?(holding token: CallbackToken) {
        guard let address = CallbackAddress(token) else { return nil }
        self = address.execution
    }
}

/// Makes the code that ends a callback's token, and that nobody can make who lacks the secret.
///
/// The same place and secret must give the same code for good. Codes are URL-safe text without
/// colons.
package typealias CallbackCode = @Sendable (_ place: String, _ secret: String) -> String
