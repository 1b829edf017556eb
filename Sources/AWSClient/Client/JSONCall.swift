package import HTTPTransport
package import JSONCoding

/// A call of a service that speaks AWS's JSON 1.0 protocol: the operation's name in a header field,
/// arguments and answer as JSON objects.
///
/// Source: Smithy "AWS JSON 1.0 protocol".
package protocol JSONCall: AWSCall {
    associatedtype Answer

    var arguments: JSON { get }

    func answer(_ body: JSON) throws(UnexpectedAnswer) -> Answer
}

extension JSONCall {
    package var request: HTTPRequest {
        HTTPRequest(
            method: "POST",
            target: "/",
            fields: [
                "Content-Type": "application/x-amz-json-1.0",
                "X-Amz-Target": Self.service.targetPrefix + "." + Self.operation,
            ],
            body: arguments.bytes
        )
    }

    package func answer(_ response: HTTPResponse) throws(UnexpectedAnswer) -> Answer {
        try answer(JSON(answer: response))
    }
}

extension JSONCall where Answer == Void {
    package func answer(_ body: JSON) {}
}
