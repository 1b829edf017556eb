package import AWSClient

/// Why a stack was not deployed, and what to do about it.
package enum DeploymentError: Error, CustomStringConvertible {
    case aws(AWSError)
    case noZip(String, reason: String)
    case changeSetFailed(String)
    case stackFailed(String, reasons: [String])
    case durableConfigRefused(String)
    case needsAttention(stack: String, status: String)
    case bucketTaken(String)

    package var description: String {
        switch self {
        case .aws(let error): error.description
        case .noZip(let path, let reason):
            "the zip \(path) cannot be read: \(reason); 'perdure package --all' writes it"
        case .changeSetFailed(let reason): "CloudFormation refuses the template: \(reason)"
        case .stackFailed(let stack, let reasons):
            "the stack \(stack) was not deployed, and is as it was before:"
                + reasons.map { "\n  \($0)" }.joined()
        case .durableConfigRefused(let reason):
            """
            durable functions are refused in this region or for this runtime: \(reason)
            There are three ways out:
              - keep executions in DynamoDB: remove DurableConfig, and set PERDURE_STORE as template.yaml does for Approvals;
              - deploy the function as a container image (deploy/Containerfile), whose runtime is your own;
              - choose a managed runtime that has durable functions, and start the bootstrap by AWS_LAMBDA_EXEC_WRAPPER.
            """
        case .needsAttention(let stack, let status):
            "the stack \(stack) is in the state \(status), which only you can resolve: continue its rollback in the "
                + "CloudFormation console, or delete it with 'perdure destroy'"
        case .bucketTaken(let bucket):
            "the bucket \(bucket) belongs to somebody else; name one of yours with --bucket"
        }
    }

    /// A refusal of durable functions is told apart from other reasons.
    static func refusal(_ reasons: [String], _ other: DeploymentError) -> DeploymentError {
        let durable = reasons.first { reason in
            ["DurableConfig", "durable function", "Durable function", "Durable execution"]
                .contains { reason.contains($0) }
        }
        return durable.map(DeploymentError.durableConfigRefused) ?? other
    }
}

extension AWSError {
    /// CloudFormation has no code of its own for it.
    var isMissingStack: Bool {
        code == "ValidationError" && message.contains("does not exist")
    }
}
