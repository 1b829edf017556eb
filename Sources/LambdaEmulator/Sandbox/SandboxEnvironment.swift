/// The environment of a function's process, as Lambda sets it.
///
/// The function's own variables may replace the ones that Lambda does not reserve.
///
/// Source: Lambda developer guide, "Defined runtime environment variables".
struct SandboxEnvironment {
    let function: FunctionDefinition
    let taskRoot: String
    let runtimePort: Int
    /// Where the AWS calls of the function go that the emulator answers.
    let lambdaEndpoint: String
    /// Where all others go.
    let cloud: LocalCloud?
    let logStream: String

    var variables: [String: String] {
        defaults.merging(function.environment) { _, own in own }.merging(reserved) { $1 }
            .merging(credentials) { $1 }
    }

    private var defaults: [String: String] {
        (cloud?.endpoints ?? [:]).merging([
            "LANG": "en_US.UTF-8",
            "TZ": ":UTC",
            "PATH": "/usr/local/bin:/usr/bin:/bin:/opt/bin",
            "LD_LIBRARY_PATH": "\(taskRoot):\(taskRoot)/lib:/opt/lib",
            "AWS_ENDPOINT_URL_LAMBDA": lambdaEndpoint,
            "AWS_LAMBDA_LOG_FORMAT": "Text",
        ]) { $1 }
    }

    private var reserved: [String: String] {
        [
            "_HANDLER": function.handler,
            "LAMBDA_TASK_ROOT": taskRoot,
            "LAMBDA_RUNTIME_DIR": taskRoot,
            "AWS_LAMBDA_RUNTIME_API": "127.0.0.1:\(runtimePort)",
            "AWS_LAMBDA_FUNCTION_NAME": function.name,
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "\(function.memoryMegabytes)",
            "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/\(function.name)",
            "AWS_LAMBDA_LOG_STREAM_NAME": logStream,
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "AWS_REGION": EmulatedAccount.region,
            "AWS_DEFAULT_REGION": EmulatedAccount.region,
        ]
    }

    private var credentials: [String: String] {
        cloud?.credentials ?? [
            "AWS_ACCESS_KEY_ID": "emulator",
            "AWS_SECRET_ACCESS_KEY": "emulator",
            "AWS_SESSION_TOKEN": "emulator",
        ]
    }
}
