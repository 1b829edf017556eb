import AWSClient

/// Why a request is refused.
struct ServiceError: Error {
    let type: String
    let message: String
    /// The item that a condition did not hold for, where the request asks for it.
    var item: DynamoDB.Item?

    static func invalid(_ message: String) -> ServiceError {
        ServiceError(type: "ValidationException", message: message)
    }

    static func conditionFailed(_ item: DynamoDB.Item?) -> ServiceError {
        ServiceError(
            type: "ConditionalCheckFailedException",
            message: "The conditional request failed",
            item: item
        )
    }

    /// DynamoDB can do it, and this one cannot: whoever comes to need it adds it here.
    static func notSimulated(_ what: String) -> ServiceError {
        ServiceError(type: "NotSimulated", message: what)
    }
}
