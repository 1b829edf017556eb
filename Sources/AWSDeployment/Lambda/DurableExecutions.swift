package import AWSClient
package import HTTPTransport
package import JSONCoding

extension LambdaAPI {
    /// Reads how an execution is; the durable layer knows the answer's form.
    package struct GetDurableExecution: LambdaManagementCall {
        package static let operation = "GetDurableExecution"

        package var arn: String

        package init(arn: String) {
            self.arn = arn
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest { .rest("GET", durablePath(arn)) }

        package func answer(_ body: JSON) -> JSON { body }
    }

    /// Reads the events of an execution, a page at a time.
    package struct GetDurableExecutionHistory: LambdaManagementCall, PagedCall {
        package static let operation = "GetDurableExecutionHistory"

        package var arn: String
        package var includesData: Bool
        package var isReversed: Bool
        package var marker: String?

        package init(
            arn: String,
            includesData: Bool = true,
            isReversed: Bool = false,
            marker: String? = nil
        ) {
            self.arn = arn
            self.includesData = includesData
            self.isReversed = isReversed
            self.marker = marker
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            .rest(
                "GET",
                "\(durablePath(arn))/history",
                query: [
                    ("IncludeExecutionData", "\(includesData)"), ("Marker", marker),
                    ("ReverseOrder", "\(isReversed)"),
                ]
            )
        }

        package func answer(_ body: JSON) -> JSON { body }

        package func next(after page: JSON) -> Self? {
            guard let marker = page["NextMarker"]?.string else { return nil }
            var call = self
            call.marker = marker
            return call
        }
    }

    /// Lists the executions of a function, a page at a time.
    package struct ListDurableExecutionsByFunction: LambdaManagementCall, PagedCall {
        package static let operation = "ListDurableExecutionsByFunction"

        package var function: String
        package var qualifier: String?
        package var executionName: String?
        package var status: String?
        package var marker: String?

        package init(
            function: String,
            qualifier: String? = nil,
            executionName: String? = nil,
            status: String? = nil,
            marker: String? = nil
        ) {
            self.function = function
            self.qualifier = qualifier
            self.executionName = executionName
            self.status = status
            self.marker = marker
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            .rest(
                "GET",
                "/2025-12-01/functions/\(PercentEncoding.encode(function))/durable-executions",
                query: [
                    ("Qualifier", qualifier), ("DurableExecutionName", executionName),
                    ("Statuses", status), ("Marker", marker),
                ]
            )
        }

        package func answer(_ body: JSON) -> JSON { body }

        package func next(after page: JSON) -> Self? {
            guard let marker = page["NextMarker"]?.string else { return nil }
            var call = self
            call.marker = marker
            return call
        }
    }

    /// Ends an execution from outside.
    package struct StopDurableExecution: LambdaManagementCall {
        package static let operation = "StopDurableExecution"

        package var arn: String
        /// An object of `ErrorType`, `ErrorMessage`, `ErrorData` and `StackTrace`.
        package var error: JSON

        package init(arn: String, error: JSON = [:]) {
            self.arn = arn
            self.error = error
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest { .rest("POST", "\(durablePath(arn))/stop", body: error) }

        package func answer(_ body: JSON) {}
    }

    private static func durablePath(_ arn: String) -> String {
        "/2025-12-01/durable-executions/\(PercentEncoding.encode(arn))"
    }
}
