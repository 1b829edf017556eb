import AWSClient
import AWSDeployment
import ArgumentParser
import Foundation
import HTTPTransport
import LambdaPackager

/// `perdure deploy`: brings a stack to what the template says.
struct Deploy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Package the functions of a SAM template and deploy it with CloudFormation.",
        discussion: """
            The same template as for 'sam deploy', the same result. Zips go to a bucket under their digests, and \
            one that is there already is not uploaded again. Run it again after it was cut off, by whatever: it \
            goes on from where the stack is.

            Credentials and region come from the environment and from ~/.aws, as for the AWS CLI.
            """
    )

    @OptionGroup var target: StackOptions

    @Option(help: "The SAM template.")
    var template = "template.yaml"

    @Flag(help: "Build nothing: deploy the zips as they are.")
    var packaged = false

    @Flag(help: "Show what would change, and change nothing.")
    var dryRun = false

    @Option(help: "The bucket for zips (default: perdure-ACCOUNT-REGION, made if it is missing).")
    var bucket: String?

    @OptionGroup var parameters: TemplateParameters

    @Option(help: "The ARN of a role that CloudFormation takes on.")
    var roleArn: String?

    func run() async throws {
        let read = try deployable()
        let aws = try target.account.client()
        if !packaged {
            // Nobody should hear only after a build that AWS does not know them.
            _ = try await aws.send(STS.GetCallerIdentity())
            try await packageFunctions()
        }
        var deployment = StackDeployment(
            stack: target.stackName,
            template: read,
            zips: try zips(read),
            aws: aws,
            report: DeploymentPrinter.show
        )
        deployment.bucket = bucket
        deployment.roleARN = roleArn
        deployment.pause = target.pause
        deployment.parameters = parameters.values
        switch try await deployment.run(isDryRun: dryRun) {
        case .wouldChange: Console.say("Nothing was changed: this was a dry run.")
        case .nothingToChange: Console.say("The stack \(target.stackName) is up to date.")
        case .deployed: Console.say("The stack \(target.stackName) is deployed.")
        }
        if !dryRun { try await show(deployment) }
    }

    private func deployable() throws -> DeployableTemplate {
        guard FileManager.default.fileExists(atPath: template) else {
            throw CommandError.noTemplate(template)
        }
        do {
            return try DeployableTemplate(String(decoding: try Input.file(template), as: UTF8.self))
        } catch let problem as TemplateProblem {
            throw CommandError.badTemplate(template, problem.description)
        }
    }

    private func packageFunctions() async throws {
        let arguments = ["--all", "--template", template, "--package-path", folder]
        let package = try Package.parse(arguments)
        try await package.run()
    }

    private func zips(_ template: DeployableTemplate) throws -> [String: [UInt8]] {
        var zips: [String: [UInt8]] = [:]
        for place in template.codePlaces {
            do {
                zips[place.path] = try Files.read("\(folder)/\(place.path)")
            } catch {
                throw DeploymentError.noZip(place.path, reason: error.description)
            }
        }
        return zips
    }

    private func show(_ deployment: StackDeployment) async throws {
        let published = try await deployment.resources().compactMap(PublishedFunction.init)
        let functions = Dictionary(grouping: published, by: \.function).sorted { $0.key < $1.key }
        if !functions.isEmpty {
            Console.say("\nPublished")
            Output.write(
                table: functions.map { name, parts in
                    ["  \(name)", parts.map(\.what).sorted(by: >).joined(separator: ", ")]
                }
            )
        }
        let outputs = try await deployment.current()?.outputs ?? [:]
        guard !outputs.isEmpty else { return }
        Console.say("\nOutputs")
        Output.write(table: outputs.sorted { $0.key < $1.key }.map { ["  \($0.key)", $0.value] })
    }

    private var folder: String {
        URL(fileURLWithPath: template).deletingLastPathComponent().path
    }
}

/// A version or an alias of a function, by its ARN: `…:function:NAME:QUALIFIER`.
struct PublishedFunction {
    let function: String
    let what: String

    init?(_ resource: CloudFormation.ListStackResources.Resource) {
        let kinds = ["AWS::Lambda::Version": "version ", "AWS::Lambda::Alias": "as "]
        guard let kind = kinds[resource.type], let arn = resource.physicalID else { return nil }
        let parts = arn.split(separator: ":")
        guard parts.count == 8 else { return nil }
        function = String(parts[6])
        what = kind + parts[7]
    }
}
