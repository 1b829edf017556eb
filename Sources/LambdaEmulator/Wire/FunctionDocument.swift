import LambdaPackager

/// A function as ListFunctions and GetFunctionConfiguration show it, as far as tools need it.
///
/// Source: Lambda API reference, `FunctionConfiguration`.
package struct FunctionDocument: Sendable, Codable {
    package let name: String
    /// Where it keeps its executions itself, if it does.
    package var ownStore: String? { environment?.variables["PERDURE_STORE"] }
    let arn: String
    let runtime: String
    let handler: String
    let timeout: Int64
    let memorySize: Int
    let version: String
    let state: String
    let lastUpdateStatus: String
    let packageType: String
    let codeSize: Int
    let codeDigest: String
    let lastModified: String
    let role: String
    let architectures: [String]
    /// What its processes get of the template's variables.
    let environment: Environment?
    let durable: Durable?

    struct Environment: Codable {
        let variables: [String: String]

        private enum CodingKeys: String, CodingKey {
            case variables = "Variables"
        }
    }

    struct Durable: Codable {
        let executionTimeout: Int64

        private enum CodingKeys: String, CodingKey {
            case executionTimeout = "ExecutionTimeout"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case name = "FunctionName"
        case arn = "FunctionArn"
        case runtime = "Runtime"
        case handler = "Handler"
        case timeout = "Timeout"
        case memorySize = "MemorySize"
        case version = "Version"
        case state = "State"
        case lastUpdateStatus = "LastUpdateStatus"
        case packageType = "PackageType"
        case codeSize = "CodeSize"
        case codeDigest = "CodeSha256"
        case lastModified = "LastModified"
        case role = "Role"
        case architectures = "Architectures"
        case environment = "Environment"
        case durable = "DurableConfig"
    }

    init(_ function: FunctionDefinition) {
        name = function.name
        arn = FunctionReference.arn(function.name)
        runtime = "provided.al2023"
        handler = function.handler
        timeout = function.timeout.components.seconds
        memorySize = function.memoryMegabytes
        version = "$LATEST"
        state = "Active"
        lastUpdateStatus = "Successful"
        packageType = "Zip"
        codeSize = 0
        codeDigest = ""
        lastModified = "1970-01-01T00:00:00.000+0000"
        role = "arn:aws:iam::\(EmulatedAccount.id):role/emulated"
        architectures = [Self.architecture]
        environment = Environment(variables: function.ownVariables)
        durable = function.durability.map {
            Durable(executionTimeout: $0.executionTimeout.components.seconds)
        }
    }

    private static let architecture = LambdaPackager.Architecture.current.rawValue
}

/// Source: Lambda API reference, GetFunction.
struct FunctionWithCode: Encodable {
    private let configuration: FunctionDocument
    private let code: Code
    private let concurrency: FunctionConcurrency?

    private struct Code: Encodable {
        let repositoryType = "S3"
        let location: String

        private enum CodingKeys: String, CodingKey {
            case repositoryType = "RepositoryType"
            case location = "Location"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case configuration = "Configuration"
        case code = "Code"
        case concurrency = "Concurrency"
    }

    init(_ function: FunctionDefinition) {
        configuration = FunctionDocument(function)
        code = Code(location: function.codeURI)
        concurrency = function.reservedConcurrency.map { _ in FunctionConcurrency(function) }
    }
}

/// Source: Lambda API reference, GetFunctionConcurrency.
struct FunctionConcurrency: Encodable {
    private let reserved: Int?

    private enum CodingKeys: String, CodingKey {
        case reserved = "ReservedConcurrentExecutions"
    }

    init(_ function: FunctionDefinition) {
        reserved = function.reservedConcurrency
    }
}

package struct FunctionPage: Sendable, Codable {
    package let functions: [FunctionDocument]

    private enum CodingKeys: String, CodingKey {
        case functions = "Functions"
    }
}
