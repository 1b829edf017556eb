import HTTPTransport

@testable import AWSClient

/// A call as we send it, and what to tell boto3 so that it sends the same.
struct WirePair: Sendable {
    let ours: HTTPRequest
    let boto3: JSON

    init(_ ours: some AWSCall, _ service: String, _ operation: String, _ parameters: JSON) {
        self.ours = ours.request
        boto3 = [.string(service), .string(operation), parameters]
    }
}
