package import HTTPTransport

/// One call to AWS as a value: what is sent, and what the answer means.
package protocol AWSCall: Sendable {
    associatedtype Answer: Sendable

    static var service: AWSService { get }
    /// The operation's name in AWS's API reference.
    static var operation: String { get }

    /// Whether doing it twice is the same as doing it once.
    ///
    /// Decides what happens when the answer to a sent request is lost: an idempotent call is sent
    /// again, any other fails with an error whose outcome is `.unknown`.
    var isIdempotent: Bool { get }

    /// How long one attempt may take.
    var timeout: Duration { get }

    /// The request, without what depends on the endpoint and without a signature.
    var request: HTTPRequest { get }

    /// Whether the request carries a signature; without one no credentials are asked for.
    static var isSigned: Bool { get }

    /// Whether the request has succeeded: its status says so, with most services.
    func isSuccess(_ response: HTTPResponse) -> Bool

    /// Reads the answer of a request that failed.
    func refusal(_ response: HTTPResponse) -> Refusal

    /// Reads the answer of a request that succeeded.
    func answer(_ response: HTTPResponse) throws(UnexpectedAnswer) -> Answer
}

extension AWSCall {
    package static var isSigned: Bool { true }
    package var timeout: Duration { .seconds(10) }

    package func isSuccess(_ response: HTTPResponse) -> Bool {
        (200..<300).contains(response.status)
    }

    package func refusal(_ response: HTTPResponse) -> Refusal { Refusal(json: response) }
}

/// An answer that says success but is not what the service's API describes.
package struct UnexpectedAnswer: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
