package import AWSClient
package import HTTPTransport
package import JSONCoding

extension LambdaAPI {
    /// Reads a function's settings and where its zip can be downloaded.
    package struct GetFunction: LambdaManagementCall {
        package static let operation = "GetFunction"

        package var function: String
        package var qualifier: String?

        package init(function: String, qualifier: String? = nil) {
            self.function = function
            self.qualifier = qualifier
        }

        package struct Answer: Sendable, Hashable {
            package let configuration: FunctionConfiguration
            /// A URL that holds for ten minutes.
            package let codeLocation: String?
            package let tags: [String: String]
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            .rest("GET", path(function), query: [("Qualifier", qualifier)])
        }

        package func answer(_ body: JSON) throws(UnexpectedAnswer) -> Answer {
            Answer(
                configuration: try FunctionConfiguration(body["Configuration"]),
                codeLocation: body["Code"]?["Location"]?.string,
                tags: body["Tags"]?.object?.compactMapValues(\.string) ?? [:]
            )
        }
    }

    /// Deletes a function, or one version of it.
    package struct DeleteFunction: LambdaManagementCall {
        package static let operation = "DeleteFunction"

        package var function: String
        package var qualifier: String?

        package init(function: String, qualifier: String? = nil) {
            self.function = function
            self.qualifier = qualifier
        }

        /// The second of two equal calls finds no function.
        package var isIdempotent: Bool { false }

        package var request: HTTPRequest {
            .rest("DELETE", path(function), query: [("Qualifier", qualifier)])
        }

        package func answer(_ body: JSON) {}
    }
}
