package import HTTPTransport
import JSONCoding

/// An answer that says that a call failed, in whatever protocol the service speaks.
package struct Refusal {
    let status: Int
    let code: AWSError.Code
    let message: String
    let requestID: String?
    let retryAfter: Duration?
    /// When the service answered, in seconds after 1970.
    let serviceTime: Int?
    var item: [String: AttributeValue]?
    var cancellationReasons: [DynamoDB.CancellationReason] = []

    /// Takes what the answer's body says; the rest stands in its head.
    ///
    /// An answer without a code comes from a proxy or a load balancer: its status must do.
    package init(
        _ response: HTTPResponse,
        code: String?,
        message: String?,
        requestID: String? = nil
    ) {
        status = response.status
        self.code = AWSError.Code(rawValue: code ?? "HTTP\(response.status)")
        self.message = speakable(message ?? "The service gave no reason.", of: self.code)
        self.requestID = response.requestID ?? requestID
        retryAfter = response.retryAfter
        serviceTime = response.fields["Date"].flatMap(HTTPDate.secondsSince1970)
    }

    /// Reads an answer of AWS's JSON protocols.
    ///
    /// Source: Smithy "AWS JSON 1.0 protocol" and "AWS restJson1 protocol", operation error
    /// serialization.
    package init(json response: HTTPResponse) {
        // An answer that is not JSON has no code; that is all that matters here.
        let body = try? JSON(parsing: response.body)
        let code =
            response.fields["x-amzn-ErrorType"] ?? body?["__type"]?.string ?? body?["code"]?.string
        let message = body?["message"]?.string ?? body?["Message"]?.string
        self.init(response, code: code.map(bareName), message: message)
        // An item of a form unknown to us is as good as none: the caller reads it anew.
        item = try? optionalItem(body?["Item"])
        cancellationReasons = DynamoDB.cancellationReasons(body?["CancellationReasons"])
    }

    var cause: AWSError.Cause {
        if code.isThrottling || status == 429 { return .throttling }
        if code.isTransient || [500, 502, 503, 504].contains(status) { return .transient }
        return DynamoDB.cause(of: cancellationReasons)
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

    /// Whether the body has the checksum that DynamoDB sends with it; other services send none.
    var isIntact: Bool {
        guard let checksum = fields["x-amz-crc32"].flatMap({ UInt32($0) }) else { return true }
        return checksum == CRC32.checksum(of: body)
    }

    /// AWS's own field counts milliseconds, HTTP's seconds (RFC 9110 section 10.2.3).
    fileprivate var retryAfter: Duration? {
        if let wish = fields["x-amz-retry-after"].flatMap({ UInt32($0) }) {
            return .milliseconds(wish)
        }
        return fields["Retry-After"].flatMap { UInt32($0) }.map { .seconds($0) }
    }
}

/// `com.amazonaws.dynamodb.v20120810#Name` and `Name:http://…` both mean `Name`.
private func bareName(_ code: String) -> String {
    let name = code.prefix { $0 != ":" }
    return String(name.split(separator: "#").last ?? name)
}

/// The part of a message that may be shown: after its first line, a service that refuses a signature
/// repeats the whole signed request, session token included.
private func speakable(_ message: String, of code: AWSError.Code) -> String {
    guard code.mayComeFromClockSkew else { return message }
    return String(message.prefix { !$0.isNewline })
}
