/// A function as ListFunctions and GetFunctionConfiguration show it, as far as tools need it.
///
/// Source: Lambda API reference, `FunctionConfiguration`.
package struct FunctionDocument: Sendable, Codable {
    package let name: String
    let arn: String
    let runtime: String
    let handler: String
    let timeout: Int64
    let memorySize: Int
    let version: String
    let state: String
    let packageType: String
    let durable: Durable?

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
        case packageType = "PackageType"
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
        packageType = "Zip"
        durable = function.durability.map {
            Durable(executionTimeout: $0.executionTimeout.components.seconds)
        }
    }
}

package struct FunctionPage: Sendable, Codable {
    package let functions: [FunctionDocument]

    private enum CodingKeys: String, CodingKey {
        case functions = "Functions"
    }
}
