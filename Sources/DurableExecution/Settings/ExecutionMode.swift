/// A runtime in which a workflow may be durable or transient.
public enum HostRuntime: String, Sendable, CaseIterable {
    /// In this process.
    case local
    /// In workers that share a store.
    case worker
}

/// A runtime on AWS Lambda, which says itself whether a workflow is durable.
public enum FunctionRuntime: String, Sendable, CaseIterable {
    /// Transient: an invocation runs the workflow from beginning to end.
    case lambda
    /// Durable: any number of invocations carry an execution on.
    case durableLambda = "durable-lambda"
}

/// Where a workflow runs and whether it is durable: the pairs that there are.
public enum ExecutionMode: Sendable, Hashable {
    /// In this process.
    case local(durable: Bool)
    /// In workers that share a store.
    case worker(durable: Bool)
    /// In one invocation of a function.
    case lambda
    /// In any number of invocations.
    case durableLambda

    /// Whether what happens is recorded.
    public var isDurable: Bool {
        switch self {
        case .local(let durable), .worker(let durable): durable
        case .lambda: false
        case .durableLambda: true
        }
    }
}

/// The name of a runtime, as configuration says it.
package enum RuntimeName: Sendable, Hashable {
    case host(HostRuntime)
    case function(FunctionRuntime)

    static let all =
        HostRuntime.allCases.map(Self.host) + FunctionRuntime.allCases.map(Self.function)

    init?(_ name: String) {
        guard let runtime = Self.all.first(where: { $0.name == name }) else { return nil }
        self = runtime
    }

    var name: String {
        switch self {
        case .host(let runtime): runtime.rawValue
        case .function(let runtime): runtime.rawValue
        }
    }

    /// The mode that a runtime and a durability make together; without one, the runtime's default.
    func mode(durable: Bool?) throws(SettingsError) -> ExecutionMode {
        switch (self, durable) {
        case (.host(.local), let durable): return .local(durable: durable ?? false)
        case (.host(.worker), let durable): return .worker(durable: durable ?? true)
        case (.function(.lambda), true): throw .durableLambda
        case (.function(.lambda), _): return .lambda
        case (.function(.durableLambda), false): throw .transientDurableLambda
        case (.function(.durableLambda), _): return .durableLambda
        }
    }
}
