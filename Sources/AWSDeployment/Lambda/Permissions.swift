package import AWSClient
package import HTTPTransport
package import JSONCoding

extension LambdaAPI {
    /// Lets a service or an account invoke a function.
    package struct AddPermission: LambdaManagementCall {
        package static let operation = "AddPermission"

        package var function: String
        package var qualifier: String?
        package var statementID: String
        /// Such as `lambda:InvokeFunction`.
        package var action: String
        /// Such as `scheduler.amazonaws.com`.
        package var principal: String
        package var sourceARN: String?

        package init(
            function: String,
            qualifier: String? = nil,
            statementID: String,
            action: String = "lambda:InvokeFunction",
            principal: String,
            sourceARN: String? = nil
        ) {
            self.function = function
            self.qualifier = qualifier
            self.statementID = statementID
            self.action = action
            self.principal = principal
            self.sourceARN = sourceARN
        }

        /// The second of two equal calls finds the statement's id taken.
        package var isIdempotent: Bool { false }

        package var request: HTTPRequest {
            .rest(
                "POST",
                "\(path(function))/policy",
                query: [("Qualifier", qualifier)],
                body: .members([
                    "StatementId": .string(statementID),
                    "Action": .string(action),
                    "Principal": .string(principal),
                    "SourceArn": sourceARN.map(JSON.string),
                ])
            )
        }

        package func answer(_ body: JSON) {}
    }

    /// Says whether a function may be part of a loop through queues and functions.
    ///
    /// Lambda stops a chain of about sixteen invocations unless this allows it.
    package struct PutFunctionRecursionConfig: LambdaManagementCall {
        package static let operation = "PutFunctionRecursionConfig"

        package var function: String
        package var isAllowed: Bool

        package init(function: String, isAllowed: Bool) {
            self.function = function
            self.isAllowed = isAllowed
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            .rest(
                "PUT",
                "/2024-08-31/functions/\(PercentEncoding.encode(function))/recursion-config",
                body: ["RecursiveLoop": isAllowed ? "Allow" : "Terminate"]
            )
        }

        package func answer(_ body: JSON) {}
    }
}
