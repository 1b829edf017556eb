package import HTTPTransport
package import JSONCoding

/// A call about durable executions that anybody may make; the durable layer knows the answers' forms.
///
/// Source: AWS Lambda API reference, durable executions, version 2025-12-01.
package protocol ExecutionManagementCall: LambdaCall, RESTCall {}

/// A call whose answer says by a marker where the next page begins.
package protocol MarkedCall: ExecutionManagementCall, PagedCall where Answer == JSON {
    var marker: String? { get set }
}

extension MarkedCall {
    package func answer(_ body: JSON) -> JSON { body }

    package func next(after page: JSON) -> Self? {
        guard let marker = page["NextMarker"]?.string else { return nil }
        var call = self
        call.marker = marker
        return call
    }
}

extension LambdaAPI {
    /// Reads how an execution is.
    package struct GetDurableExecution: ExecutionManagementCall {
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
    package struct GetDurableExecutionHistory: MarkedCall {
        package static let operation = "GetDurableExecutionHistory"

        package var arn: String
        package var includesData: Bool
        package var isReversed: Bool
        package var maximumItems: Int?
        package var marker: String?

        package init(
            arn: String,
            includesData: Bool = true,
            isReversed: Bool = false,
            maximumItems: Int? = nil,
            marker: String? = nil
        ) {
            self.arn = arn
            self.includesData = includesData
            self.isReversed = isReversed
            self.maximumItems = maximumItems
            self.marker = marker
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            .rest(
                "GET",
                "\(durablePath(arn))/history",
                query: [
                    ("IncludeExecutionData", "\(includesData)"), ("Marker", marker),
                    ("MaxItems", maximumItems.map(String.init)), ("ReverseOrder", "\(isReversed)"),
                ]
            )
        }
    }

    /// Lists the executions of a function, a page at a time.
    package struct ListDurableExecutionsByFunction: MarkedCall {
        package static let operation = "ListDurableExecutionsByFunction"

        package var function: String
        package var qualifier: String?
        package var executionName: String?
        /// Any, where it is empty.
        package var statuses: [String]
        /// Whether the oldest come first.
        package var isReversed: Bool
        package var maximumItems: Int?
        package var marker: String?

        package init(
            function: String,
            qualifier: String? = nil,
            executionName: String? = nil,
            statuses: [String] = [],
            isReversed: Bool = false,
            maximumItems: Int? = nil,
            marker: String? = nil
        ) {
            self.function = function
            self.qualifier = qualifier
            self.executionName = executionName
            self.statuses = statuses
            self.isReversed = isReversed
            self.maximumItems = maximumItems
            self.marker = marker
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            .rest(
                "GET",
                "/2025-12-01/functions/\(PercentEncoding.encode(function))/durable-executions",
                query: [
                    ("Qualifier", qualifier), ("DurableExecutionName", executionName),
                    ("ReverseOrder", "\(isReversed)"), ("Marker", marker),
                    ("MaxItems", maximumItems.map(String.init)),
                ] + statuses.map { ("Statuses", $0) }
            )
        }
    }

    /// Ends an execution from outside.
    package struct StopDurableExecution: ExecutionManagementCall {
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

    /// Has an execution left alone until it is resumed.
    package struct PauseDurableExecution: ExecutionManagementCall {
        package static let operation = "PauseDurableExecution"

        package var arn: String
        package var reason: String?

        package init(arn: String, reason: String? = nil) {
            self.arn = arn
            self.reason = reason
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            .rest(
                "POST",
                "\(durablePath(arn))/pause",
                body: .members(["Reason": reason.map(JSON.string)])
            )
        }

        package func answer(_ body: JSON) {}
    }

    /// Has an execution go on that was paused.
    package struct ResumeDurableExecution: ExecutionManagementCall {
        package static let operation = "ResumeDurableExecution"

        package var arn: String

        package init(arn: String) {
            self.arn = arn
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest { .rest("POST", "\(durablePath(arn))/resume", body: [:]) }

        package func answer(_ body: JSON) {}
    }

    private static func durablePath(_ arn: String) -> String {
        "/2025-12-01/durable-executions/\(PercentEncoding.encode(arn))"
    }
}
