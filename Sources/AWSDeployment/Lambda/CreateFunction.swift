package import AWSClient
package import HTTPTransport
package import JSONCoding

extension LambdaAPI {
    /// Creates a function with a bootstrap of its own.
    package struct CreateFunction: LambdaManagementCall {
        package static let operation = "CreateFunction"

        package var name: String
        package var code: Code
        /// A role and a handler are needed.
        package var settings: FunctionSettings
        package var architecture: Architecture

        package init(
            name: String,
            code: Code,
            settings: FunctionSettings,
            architecture: Architecture = .x86
        ) {
            self.name = name
            self.code = code
            self.settings = settings
            self.architecture = architecture
        }

        package var isIdempotent: Bool { false }
        package var timeout: Duration { .seconds(60) }

        package var request: HTTPRequest {
            let fixed: [String: JSON] = [
                "FunctionName": .string(name), "Runtime": "provided.al2023",
                "Architectures": [.string(architecture.rawValue)],
                "Code": .object(code.members),
            ]
            return .rest(
                "POST",
                "/2015-03-31/functions",
                body: .object(fixed.merging(settings.members) { $1 })
            )
        }

        package func answer(_ body: JSON) throws(UnexpectedAnswer) -> FunctionConfiguration {
            try FunctionConfiguration(body)
        }
    }

    /// Gives a function another zip.
    package struct UpdateFunctionCode: LambdaManagementCall {
        package static let operation = "UpdateFunctionCode"

        package var function: String
        package var code: Code
        /// Whether the update publishes a version as well.
        package var publishes: Bool

        package init(function: String, code: Code, publishes: Bool = false) {
            self.function = function
            self.code = code
            self.publishes = publishes
        }

        package var isIdempotent: Bool { true }
        package var timeout: Duration { .seconds(60) }

        package var request: HTTPRequest {
            let body = code.members.merging(["Publish": .bool(publishes)]) { $1 }
            return .rest("PUT", "\(path(function))/code", body: .object(body))
        }

        package func answer(_ body: JSON) throws(UnexpectedAnswer) -> FunctionConfiguration {
            try FunctionConfiguration(body)
        }
    }

    /// Changes a function's settings.
    package struct UpdateFunctionConfiguration: LambdaManagementCall {
        package static let operation = "UpdateFunctionConfiguration"

        package var function: String
        package var settings: FunctionSettings

        package init(function: String, settings: FunctionSettings) {
            self.function = function
            self.settings = settings
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            .rest("PUT", "\(path(function))/configuration", body: .object(settings.members))
        }

        package func answer(_ body: JSON) throws(UnexpectedAnswer) -> FunctionConfiguration {
            try FunctionConfiguration(body)
        }
    }
}
