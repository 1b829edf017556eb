/// An event as a service would send it, to try a function with.
package struct SampleEvent: Sendable {
    /// The service that sends it.
    package let service: String
    /// What tells it from the service's other events.
    package let name: String
    /// When it is sent.
    package let summary: String
    /// The event.
    package let json: String

    /// Every sample, a service's usual one first.
    package static let all =
        apiGateway + functionURL + loadBalancer + sqs + sns + s3 + eventBridge + scheduler
        + dynamoDB + kinesis + firehose + cloudWatchLogs + cognito + ses + cloudFormation

    /// The samples of a service; of that name, where one is given.
    package static func find(_ service: String, _ name: String? = nil) -> [SampleEvent] {
        all.filter { $0.service == service && (name == nil || $0.name == name) }
    }
}
