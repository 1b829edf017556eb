import AWSClient
import Foundation
import TestServices
import Testing

@Suite struct `The deploy command` {
    @Test(.timeLimit(.minutes(15)))
    func `ends where SAM ends, uploads nothing twice, and cleans up`() async throws {
        let sam = try await Deployment.shared
        let stack = PerdureStack(sam, name: "by-command")
        let dryRun = try await stack.run("deploy", "--dry-run")
        #expect(dryRun.contains("Add  Approvals  AWS::Lambda::Function"))
        #expect(try await stack.resources() == [])

        let deployed = try await stack.run("deploy")
        #expect(deployed.contains("version 1, as live"))
        #expect(try await stack.resources() == PerdureStack(sam, name: "samples").resources())
        #expect(try await stack.run("deploy").contains("is up to date"))
        let function = try #require(try await stack.function("Echo"))
        let answer = try await sam.service.client().send(
            LambdaAPI.Invoke(function: "\(function):live", payload: Array("[1]".utf8))
        )
        #expect(answer.payload == Array("[1]".utf8))

        let destroyed = try await stack.run("destroy", "--yes")
        #expect(destroyed.contains("is deleted"))
        #expect(try await stack.resources() == [])
    }

    @Test(.timeLimit(.minutes(15)), arguments: ["Add  Echo  ", "CREATE_COMPLETE  Executions  "])
    func `goes on from wherever it was cut off`(place: String) async throws {
        let sam = try await Deployment.shared
        let stack = PerdureStack(sam, name: "cut-off-\(place.prefix(3))")
        try await stack.cutOff(after: place)
        let output = try await stack.run("deploy")
        #expect(output.contains("is deployed") || output.contains("is up to date"))
        #expect(try await stack.resources() == PerdureStack(sam, name: "samples").resources())
        _ = try await stack.run("destroy", "--yes")
    }
}

/// A stack of the repository's template that the command deploys.
private struct PerdureStack {
    let deployment: Deployment
    let name: String

    init(_ deployment: Deployment, name: String) {
        self.deployment = deployment
        self.name = name
    }

    func run(_ command: String, _ options: String...) async throws -> String {
        var program = Command(builtProduct("perdure"), arguments(command) + options)
        program.environment = deployment.environment
        let result = try await program.run()
        #expect(result.status == 0, "\(result.errors)")
        return result.output
    }

    /// Kills the command once it has written a text.
    func cutOff(after text: String) async throws {
        let command = [builtProduct("perdure")] + arguments("deploy")
        let process = try ServiceProcess(command, environment: deployment.environment)
        try await process.waitForOutput(text)
    }

    private func arguments(_ command: String) -> [String] {
        let template = repositoryRoot.appending(path: "template.yaml").path()
        let deploy =
            command == "deploy"
            ? ["--packaged", "--template", template, "--parameter", "NativeDurability=true"] : []
        return [command, "--stack-name", name, "--poll", "0.1"] + deploy
    }

    /// What the stack is made of, without the digests in the names of versions, and each function's code.
    func resources() async throws -> [String] {
        try await state().map { $0.dropLast().joined(separator: " ") }.sorted()
    }

    /// The physical name.
    func function(_ logicalID: String) async throws -> String? {
        try await state().first { $0[0] == logicalID }?.last
    }

    private func state() async throws -> [[String]] {
        let output = try await BuildTool("python").run(
            ["-c", stateOfStack, name],
            environment: deployment.environment
        )
        return output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    }
}

/// By AWS's own SDK: lines of logical id, type, digest of the code, physical id.
private let stateOfStack = """
    import boto3, re, sys
    stacks, functions = boto3.client('cloudformation'), boto3.client('lambda')
    try:
        pages = list(stacks.get_paginator('list_stack_resources').paginate(StackName=sys.argv[1]))
    except stacks.exceptions.ClientError as error:
        sys.exit(0 if 'does not exist' in str(error) else str(error))
    for resource in (resource for page in pages for resource in page['StackResourceSummaries']):
        kind, name = resource['ResourceType'], resource['PhysicalResourceId']
        code = '-'
        if kind == 'AWS::Lambda::Function':
            code = functions.get_function_configuration(FunctionName=name)['CodeSha256']
        print(re.sub('Version[0-9a-f]{10}$', 'Version', resource['LogicalResourceId']), kind, code, name)
    """
