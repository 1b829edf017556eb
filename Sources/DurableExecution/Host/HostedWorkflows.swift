/// The workflows that a program has code for, in each of their versions.
package struct HostedWorkflows: Sendable {
    /// The last one of a name is what new executions are started with.
    private let versions: [String: [HostedWorkflow]]

    /// `settings` are what is said of the workflow of a name beside its own declaration.
    package init(
        _ workflows: [HostedWorkflow],
        with settings: (String) -> Settings = { _ in Settings() }
    ) {
        versions = Dictionary(
            grouping: workflows.map { $0.with(settings($0.name)) },
            by: \.name
        )
    }

    package var names: Set<String> { Set(versions.keys) }

    package func contains(_ name: String) -> Bool { versions[name] != nil }

    /// What a new execution of a name is started with.
    package subscript(name: String) -> HostedWorkflow? { versions[name]?.last }

    /// The same, of a name that there must be.
    package func named(_ name: String) throws(NotHosted) -> HostedWorkflow {
        guard let newest = self[name] else { throw notHosted(name) }
        return newest
    }

    /// What any new execution is started with, where all workflows have one name.
    package var only: HostedWorkflow? { versions.count == 1 ? versions.values.first?.last : nil }

    /// The code that an execution is to be run with: the version that started it.
    package func code(for start: LogEntry.Start) throws(NotHosted) -> HostedWorkflow {
        guard let version = start.options.version else { return try named(start.workflow) }
        guard let same = versions[start.workflow]?.first(where: { $0.version == version }) else {
            throw notHosted(start.workflow, version)
        }
        return same
    }

    private func notHosted(_ workflow: String, _ version: String? = nil) -> NotHosted {
        NotHosted(workflow: workflow, version: version, known: names.sorted())
    }
}

extension HostedWorkflow {
    /// What a new execution is started with where nothing else is said.
    package var startOptions: StartOptions {
        get throws(InvalidOperation) {
            StartOptions(
                timeout: settings.timeout,
                tags: try Tags(settings.tags ?? []),
                version: version,
                trace: currentTrace
            )
        }
    }
}

/// This program has no code for an execution.
package struct NotHosted: RecordableError, CustomStringConvertible {
    let workflow: String
    let version: String?
    let known: [String]

    package var description: String {
        let version = version.map { " of version '\($0)'" } ?? ""
        return "This program hosts no workflow '\(workflow)'\(version), only "
            + known.map { "'\($0)'" }.joined(separator: ", ") + "."
    }

    package var errorObject: ErrorObject { ErrorObject(type: "NotHosted", message: description) }
}
