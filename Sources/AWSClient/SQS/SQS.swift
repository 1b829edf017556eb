/// The calls of SQS.
///
/// Source: Amazon SQS API reference, JSON protocol.
package enum SQS {}

/// A call of SQS.
package protocol SQSCall: JSONCall {}

extension SQSCall {
    package static var service: AWSService { .sqs }
}

extension Duration {
    /// Parts of a second count as a whole one.
    var wholeSecondsRoundedUp: Int64 {
        components.seconds + (components.attoseconds > 0 ? 1 : 0)
    }
}
