import FoundationEssentials
import HTTPTransport

/// The answers of Invoke.
enum InvokeAnswer {
    static func completed(
        _ reply: InvocationReply,
        requestID: String,
        withLogTail: Bool
    ) -> HTTPResponse {
        var response = finished(reply.outcome, requestID: requestID)
        if withLogTail {
            response.fields["X-Amz-Log-Result"] = Data(reply.logTail).base64EncodedString()
        }
        return response
    }

    static func finished(_ outcome: InvocationOutcome, requestID: String) -> HTTPResponse {
        var response = HTTPResponse(status: 200, fields: fields(requestID))
        switch outcome {
        case .succeeded(let payload): response.body = payload
        case .failed(let failure):
            response.fields["X-Amz-Function-Error"] = "Unhandled"
            response.body = failure.payload
        }
        return response
    }

    static func accepted(requestID: String) -> HTTPResponse {
        HTTPResponse(status: 202, fields: fields(requestID))
    }

    static func wouldBeAllowed(requestID: String) -> HTTPResponse {
        HTTPResponse(status: 204, fields: fields(requestID))
    }

    private static func fields(_ requestID: String) -> HTTPFields {
        [
            "Content-Type": "application/json",
            "x-amzn-RequestId": requestID,
            "X-Amz-Executed-Version": "$LATEST",
        ]
    }
}
