package import AWSClient
package import HTTPTransport
package import JSONCoding

extension LambdaAPI {
    /// Makes a version of a function as it is now; nothing new where it has not changed.
    package struct PublishVersion: LambdaManagementCall {
        package static let operation = "PublishVersion"

        package var function: String
        /// Refuses where the function has other code by now.
        package var codeSHA256: String?
        package var description: String?

        package init(function: String, codeSHA256: String? = nil, description: String? = nil) {
            self.function = function
            self.codeSHA256 = codeSHA256
            self.description = description
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            .rest(
                "POST",
                "\(path(function))/versions",
                body: .members([
                    "CodeSha256": codeSHA256.map(JSON.string),
                    "Description": description.map(JSON.string),
                ])
            )
        }

        package func answer(_ body: JSON) throws(UnexpectedAnswer) -> FunctionConfiguration {
            try FunctionConfiguration(body)
        }
    }

    /// A name for a version.
    package struct Alias: Sendable, Hashable {
        package let name: String
        package let arn: String
        package let version: String

        init(_ json: JSON) throws(UnexpectedAnswer) {
            name = try json.text("Name")
            arn = try json.text("AliasArn")
            version = try json.text("FunctionVersion")
        }
    }

    /// Gives a version a name.
    package struct CreateAlias: LambdaManagementCall {
        package static let operation = "CreateAlias"

        package var function: String
        package var name: String
        package var version: String

        package init(function: String, name: String, version: String) {
            self.function = function
            self.name = name
            self.version = version
        }

        /// The second of two equal calls finds the name taken.
        package var isIdempotent: Bool { false }

        package var request: HTTPRequest {
            .rest(
                "POST",
                "\(path(function))/aliases",
                body: ["Name": .string(name), "FunctionVersion": .string(version)]
            )
        }

        package func answer(_ body: JSON) throws(UnexpectedAnswer) -> Alias { try Alias(body) }
    }

    /// Takes a name away; it is no error where there is none.
    package struct DeleteAlias: LambdaManagementCall {
        package static let operation = "DeleteAlias"

        package var function: String
        package var name: String

        package init(function: String, name: String) {
            self.function = function
            self.name = name
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest { .rest("DELETE", path(function, alias: name)) }

        package func answer(_ body: JSON) {}
    }

    /// Points a name to another version.
    package struct UpdateAlias: LambdaManagementCall {
        package static let operation = "UpdateAlias"

        package var function: String
        package var name: String
        package var version: String

        package init(function: String, name: String, version: String) {
            self.function = function
            self.name = name
            self.version = version
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            .rest("PUT", path(function, alias: name), body: ["FunctionVersion": .string(version)])
        }

        package func answer(_ body: JSON) throws(UnexpectedAnswer) -> Alias { try Alias(body) }
    }

    private static func path(_ function: String, alias: String) -> String {
        "\(path(function))/aliases/\(PercentEncoding.encode(alias))"
    }
}
