package import AWSClient
import HTTPTransport
import JSONCoding

/// A call of Lambda that manages functions; its answer is JSON.
package protocol LambdaManagementCall: LambdaCall, RESTCall {}

extension LambdaAPI {
    static func path(_ function: String) -> String {
        "/2015-03-31/functions/\(PercentEncoding.encode(function))"
    }

    /// How a function, or one version of it, is set up.
    package struct FunctionConfiguration: Sendable, Hashable {
        package let name: String
        package let arn: String
        package let version: String
        /// The digest of its zip: SHA-256 in Base64.
        package let codeSHA256: String
        /// `Pending`, `Active`, `Inactive` or `Failed`.
        package let state: String?
        package let stateReason: String?
        /// `InProgress`, `Successful` or `Failed`; the next change must wait for it to end.
        package let lastUpdateStatus: String?

        init(_ json: JSON?) throws(UnexpectedAnswer) {
            guard let json else { throw UnexpectedAnswer("no configuration") }
            name = try json.text("FunctionName")
            arn = try json.text("FunctionArn")
            version = try json.text("Version")
            codeSHA256 = try json.text("CodeSha256")
            state = json["State"]?.string
            stateReason = json["StateReason"]?.string
            lastUpdateStatus = json["LastUpdateStatus"]?.string
        }
    }

    /// Where a function's zip is.
    package enum Code: Sendable, Hashable {
        case zip([UInt8])
        case s3(bucket: String, key: String, version: String? = nil)
    }

    package enum Architecture: String, Sendable {
        case x86 = "x86_64"
        case arm64
    }

    /// What a function is set up with; nil leaves a setting as it is.
    package struct FunctionSettings: Sendable, Hashable {
        package var role: String?
        package var handler: String?
        package var timeout: Duration?
        package var memoryMegabytes: Int?
        package var environment: [String: String]?
        package var description: String?
        /// For durable functions, set when the function is created: how long an execution may last.
        package var executionTimeout: Duration?
        package var retentionDays: Int?

        package init(
            role: String? = nil,
            handler: String? = nil,
            timeout: Duration? = nil,
            memoryMegabytes: Int? = nil,
            environment: [String: String]? = nil,
            description: String? = nil,
            executionTimeout: Duration? = nil,
            retentionDays: Int? = nil
        ) {
            self.role = role
            self.handler = handler
            self.timeout = timeout
            self.memoryMegabytes = memoryMegabytes
            self.environment = environment
            self.description = description
            self.executionTimeout = executionTimeout
            self.retentionDays = retentionDays
        }
    }
}

extension LambdaAPI.Code {
    var members: [String: JSON] {
        switch self {
        case .zip(let bytes):
            return ["ZipFile": .string(Base64.encode(bytes))]
        case .s3(let bucket, let key, let version):
            var members: [String: JSON] = ["S3Bucket": .string(bucket), "S3Key": .string(key)]
            members["S3ObjectVersion"] = version.map(JSON.string)
            return members
        }
    }
}

extension LambdaAPI.FunctionSettings {
    var members: [String: JSON] {
        let members: [String: JSON?] = [
            "Role": role.map(JSON.string),
            "Handler": handler.map(JSON.string),
            "Timeout": timeout.map { .number($0.components.seconds) },
            "MemorySize": memoryMegabytes.map(JSON.number),
            "Environment": environment.map { ["Variables": .object($0.mapValues(JSON.string))] },
            "Description": description.map(JSON.string),
            "DurableConfig": durable,
        ]
        return members.compactMapValues { $0 }
    }

    private var durable: JSON? {
        guard executionTimeout != nil || retentionDays != nil else { return nil }
        return .members([
            "ExecutionTimeout": executionTimeout.map { .number($0.components.seconds) },
            "RetentionPeriodInDays": retentionDays.map(JSON.number),
        ])
    }
}
