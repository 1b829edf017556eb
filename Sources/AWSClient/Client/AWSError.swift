/// Why a call to AWS did not succeed.
package struct AWSError: Error, Sendable, Equatable {
    /// The service's name, such as `DynamoDB`.
    package let service: String
    package let operation: String
    package let code: Code
    /// What the service said, or what happened on the way to it.
    package let message: String
    /// The answer's HTTP status; nil where there was no answer.
    package var status: Int?
    /// What AWS support asks for.
    package var requestID: String?
    package var outcome: Outcome
    package var cause: Cause
    /// The item that a condition did not hold for, where the call asked for it.
    package var item: [String: AttributeValue]?
    /// Why DynamoDB cancelled a transaction: one reason for each of its actions, in their order.
    package var cancellationReasons: [DynamoDB.CancellationReason] = []
    /// How long the service wishes to be left alone.
    package var retryAfter: Duration?
    /// How many times the request was sent.
    package var attempts = 1

    /// What is known about the effect of a call that failed.
    package enum Outcome: Sendable, Equatable {
        /// It had none: the service refused it, or was never asked.
        case notPerformed
        /// It may have had its effect: the answer was lost. Read back before calling again.
        case unknown
    }

    /// What may help against a failure.
    package enum Cause: Sendable, Equatable {
        /// Too many requests: waiting.
        case throttling
        /// The network or the service had a hiccup: another attempt.
        case transient
        /// The request itself: changing it, or what it refers to.
        case permanent
    }
}

extension AWSError {
    package var isRetryable: Bool { cause != .permanent }
    package var isAmbiguous: Bool { outcome == .unknown }
}

extension AWSError: CustomStringConvertible {
    package var description: String {
        let place = [
            status.map { "HTTP \($0)" }, requestID.map { "request id \($0)" },
            attempts > 1 ? "\(attempts) attempts" : nil,
        ].compactMap { $0 }.joined(separator: ", ")
        let what = "\(service) \(operation): \(code.rawValue): \(message)"
        return [what, place.isEmpty ? nil : "(\(place))", advice].compactMap { $0 }
            .joined(separator: " ")
    }

    /// What to do next.
    private var advice: String? {
        if isAmbiguous { return "It may have been carried out: read back before calling again." }
        return code.advice(operation: operation)
    }
}
