import HTTPTransport

/// An answer that says that a call failed.
///
/// Source: Smithy "AWS JSON 1.0 protocol" and "AWS restJson1 protocol", operation error
/// serialization.
struct Refusal {
    let status: Int
    let code: AWSError.Code
    let message: String
    let requestID: String?
    let item: [String: AttributeValue]?

    init(_ response: HTTPResponse) {
        // An answer that is not JSON comes from a proxy or a load balancer: its status must do.
        let body = try? JSON(parsing: response.body)
        let type = response.fields["x-amzn-ErrorType"] ?? body?["__type"]?.string
        let code = type ?? body?["code"]?.string ?? "HTTP\(response.status)"
        status = response.status
        self.code = AWSError.Code(rawValue: bareName(code))
        message =
            body?["message"]?.string ?? body?["Message"]?.string ?? "The service gave no reason."
        requestID = response.requestID
        // An item of a form unknown to us is as good as none: the caller reads it anew.
        item = try? optionalItem(body?["Item"])
    }

    var cause: AWSError.Cause {
        if code.isThrottling || status == 429 { return .throttling }
        if code.isTransient || [500, 502, 503, 504].contains(status) { return .transient }
        return .permanent
    }

    /// A service that fails on its side (5xx) may have done its work before.
    var outcome: AWSError.Outcome {
        status >= 500 && cause != .throttling ? .unknown : .notPerformed
    }
}

extension HTTPResponse {
    var requestID: String? {
        fields["x-amzn-RequestId"] ?? fields["x-amz-request-id"]
    }
}

/// `com.amazonaws.dynamodb.v20120810#Name` and `Name:http://…` both mean `Name`.
private func bareName(_ code: String) -> String {
    let name = code.prefix { $0 != ":" }
    return String(name.split(separator: "#").last ?? name)
}
