/// The calls of the service Lambda: invoking functions, and durable executions.
///
/// Source: AWS Lambda API reference.
package enum LambdaAPI {}

/// A call of Lambda; arguments stand in path, query and header fields, the body is the caller's.
package protocol LambdaCall: AWSCall {}

extension LambdaCall {
    package static var service: AWSService { .lambda }
}
