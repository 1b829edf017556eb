import Glibc
package import HTTPTransport

/// The variables that Lambda sets for a runtime, read in this one place.
///
/// Source: "Defined runtime environment variables" in the Lambda Developer Guide.
package struct RuntimeEnvironment: Sendable, Equatable {
    /// Where the Runtime API listens, `host:port`; nil where the process is not on Lambda.
    package let runtimeAPI: String?
    /// `Handler` of the function's template.
    package let handler: String?
    /// How many invocations the process may be given at once; more than one on Managed Instances.
    package let maximumConcurrency: Int
    /// Whether the process is to be frozen into a snapshot before it serves its first event.
    package let isSnapshotted: Bool

    package init(variable: (String) -> String?) {
        runtimeAPI = variable("AWS_LAMBDA_RUNTIME_API")
        handler = variable("_HANDLER")
        maximumConcurrency = max(1, variable("AWS_LAMBDA_MAX_CONCURRENCY").flatMap(Int.init) ?? 1)
        isSnapshotted = variable("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start"
    }

    package static var current: RuntimeEnvironment {
        RuntimeEnvironment { name in
            getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    package func runtimeOrigin() throws(StartError) -> Origin {
        guard let runtimeAPI else { throw .notOnLambda }
        guard let origin = Origin(.http, authority: runtimeAPI) else {
            throw .invalidRuntimeAPI(runtimeAPI)
        }
        return origin
    }
}

/// Why the loop cannot start at all.
package enum StartError: Error, Sendable, Equatable {
    case notOnLambda
    case invalidRuntimeAPI(String)
}

extension StartError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notOnLambda:
            "AWS_LAMBDA_RUNTIME_API is not set: this program serves events of AWS Lambda. "
                + "Start it on your machine with 'perdure dev'."
        case .invalidRuntimeAPI(let text):
            "AWS_LAMBDA_RUNTIME_API is '\(text)', which is not 'host:port'."
        }
    }
}
