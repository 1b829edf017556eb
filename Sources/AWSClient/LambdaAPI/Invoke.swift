package import HTTPTransport

extension LambdaAPI {
    /// Invokes a function.
    package struct Invoke: LambdaCall {
        package static let operation = "Invoke"

        package enum Kind: String, Sendable {
            /// Waits for the result.
            case requestResponse = "RequestResponse"
            /// Hands the event over and returns.
            case event = "Event"
        }

        /// A name, a partial or a full ARN.
        package var function: String
        /// A version or an alias; durable functions need one.
        package var qualifier: String?
        package var payload: [UInt8]
        package var kind: Kind
        /// The execution's name; a second call with the same name and payload finds the same execution.
        package var durableExecutionName: String?
        /// Set it where the function may run twice for this event.
        package var isIdempotent: Bool
        package var timeout: Duration

        package init(
            function: String,
            qualifier: String? = nil,
            payload: [UInt8],
            kind: Kind = .requestResponse,
            durableExecutionName: String? = nil,
            isIdempotent: Bool? = nil,
            timeout: Duration? = nil
        ) {
            self.function = function
            self.qualifier = qualifier
            self.payload = payload
            self.kind = kind
            self.durableExecutionName = durableExecutionName
            self.isIdempotent = isIdempotent ?? (durableExecutionName != nil)
            self.timeout = timeout ?? (kind == .event ? .seconds(10) : .seconds(900))
        }

        package struct Answer: Sendable {
            /// 200 with a result, 202 for an event that was accepted.
            package let status: Int
            package let payload: [UInt8]
            /// `Unhandled` or `Handled` when the function failed; the payload then says how.
            package let functionError: String?
            package let executedVersion: String?
            package let durableExecutionARN: String?
        }
    }
}

extension LambdaAPI.Invoke {
    package var request: HTTPRequest {
        let query = qualifier.map { "?Qualifier=\(PercentEncoding.encode($0))" } ?? ""
        let path = "/2015-03-31/functions/\(PercentEncoding.encode(function))/invocations"
        var request = HTTPRequest(method: "POST", target: path + query, body: payload)
        request.fields["Content-Type"] = "application/json"
        request.fields["X-Amz-Invocation-Type"] = kind.rawValue
        request.fields["X-Amz-Durable-Execution-Name"] = durableExecutionName
        return request
    }

    package func answer(_ response: HTTPResponse) -> Answer {
        Answer(
            status: response.status,
            payload: response.body,
            functionError: response.fields["X-Amz-Function-Error"],
            executedVersion: response.fields["X-Amz-Executed-Version"],
            durableExecutionARN: response.fields["X-Amz-Durable-Execution-Arn"]
        )
    }
}
