package import HTTPTransport

/// A call of Lambda's durable-execution API whose bodies the durable layer codes itself.
///
/// Source: AWS Lambda API reference, durable executions, version 2025-12-01.
package protocol DurableExecutionCall: LambdaCall where Answer == [UInt8] {}

extension DurableExecutionCall {
    package func answer(_ response: HTTPResponse) -> [UInt8] { response.body }

    fileprivate func post(_ path: String, _ body: [UInt8]) -> HTTPRequest {
        HTTPRequest(
            method: "POST",
            target: "/2025-12-01/\(path)",
            fields: ["Content-Type": "application/json"],
            body: body
        )
    }
}

extension LambdaAPI {
    /// Records updates of an execution; the answer brings the next token and what changed.
    package struct CheckpointDurableExecution: DurableExecutionCall {
        package static let operation = "CheckpointDurableExecution"

        package var arn: String
        /// An object of `CheckpointToken`, `Updates` and `ClientToken`.
        package var body: [UInt8]
        /// True if the body has a `ClientToken`, which lets Lambda recognise a repetition.
        package var isIdempotent: Bool

        package init(arn: String, body: [UInt8], isIdempotent: Bool) {
            self.arn = arn
            self.body = body
            self.isIdempotent = isIdempotent
        }

        package var request: HTTPRequest {
            post("durable-executions/\(PercentEncoding.encode(arn))/checkpoint", body)
        }
    }

    /// Reads one page of an execution's operations.
    package struct GetDurableExecutionState: DurableExecutionCall {
        package static let operation = "GetDurableExecutionState"

        package var arn: String
        package var checkpointToken: String
        package var marker: String?
        package var maximumItems: Int?

        package init(
            arn: String,
            checkpointToken: String,
            marker: String? = nil,
            maximumItems: Int? = nil
        ) {
            self.arn = arn
            self.checkpointToken = checkpointToken
            self.marker = marker
            self.maximumItems = maximumItems
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            .rest(
                "GET",
                "/2025-12-01/durable-executions/\(PercentEncoding.encode(arn))/state",
                query: [
                    ("CheckpointToken", checkpointToken), ("Marker", marker),
                    ("MaxItems", maximumItems.map(String.init)),
                ]
            )
        }
    }

    /// Completes a callback with a result.
    package struct SendDurableExecutionCallbackSuccess: DurableExecutionCall {
        package static let operation = "SendDurableExecutionCallbackSuccess"

        package var callbackID: String
        package var result: [UInt8]

        package init(callbackID: String, result: [UInt8]) {
            self.callbackID = callbackID
            self.result = result
        }

        /// The second of two equal answers is refused.
        package var isIdempotent: Bool { false }

        package var request: HTTPRequest {
            post(
                "durable-execution-callbacks/\(PercentEncoding.encode(callbackID))/succeed",
                result
            )
        }
    }

    /// Completes a callback with a failure.
    package struct SendDurableExecutionCallbackFailure: DurableExecutionCall {
        package static let operation = "SendDurableExecutionCallbackFailure"

        package var callbackID: String
        /// An object of `ErrorType`, `ErrorMessage`, `ErrorData` and `StackTrace`.
        package var error: [UInt8]

        package init(callbackID: String, error: [UInt8]) {
            self.callbackID = callbackID
            self.error = error
        }

        /// The second of two equal answers is refused.
        package var isIdempotent: Bool { false }

        package var request: HTTPRequest {
            post("durable-execution-callbacks/\(PercentEncoding.encode(callbackID))/fail", error)
        }
    }

    /// Says that whoever works on a callback is still alive.
    package struct SendDurableExecutionCallbackHeartbeat: DurableExecutionCall {
        package static let operation = "SendDurableExecutionCallbackHeartbeat"

        package var callbackID: String

        package init(callbackID: String) {
            self.callbackID = callbackID
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            let path = "durable-execution-callbacks/\(PercentEncoding.encode(callbackID))/heartbeat"
            return HTTPRequest(method: "POST", target: "/2025-12-01/\(path)")
        }
    }
}
