import JSONCoding
import TestServices

@testable import ConformanceFunction
@testable import DurableExecution

/// Which workflow implements a case, and which it calls: what the functions' template says.
enum FunctionTemplate {
    static func workflow(for name: String) -> (workflow: HostedWorkflow, target: HostedWorkflow?)? {
        for function in resources.values {
            let cases = function["TestingMetadata"]?["TestDescription"]?.elements ?? []
            guard cases.contains(.string(name)), let workflow = workflow(of: function) else {
                continue
            }
            return (workflow, target(of: function))
        }
        return nil
    }

    private static func target(of function: JSON) -> HostedWorkflow? {
        let variables = function["Properties"]?["Environment"]?["Variables"]
        guard let text = variables?["TARGET"]?.string else { return nil }
        let name = text.dropFirst(2).prefix { $0 != "}" }
        return resources[String(name)].flatMap(workflow)
    }

    private static func workflow(of function: JSON) -> HostedWorkflow? {
        let handler = function["Properties"]?["Handler"]?.string
        return conformanceWorkflows.first { $0.name == handler }
    }

    private static let resources: [String: JSON] = {
        let file = repositoryRoot.appending(path: "Tests/ConformanceFunction/template.yaml")
        // Without a template there are no workflows, and every case fails.
        let document = try? JSON(yaml: String(contentsOf: file, encoding: .utf8))
        return document?["Resources"]?.members ?? [:]
    }()
}
