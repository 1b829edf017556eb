import DurableExecution
import Synchronization

/// What a test has in place of the bodies of steps and of functions.
final class Replacements: Sendable {
    typealias Step = @Sendable (StepAttempt) throws -> any Sendable
    typealias Function = @Sendable (String?) async throws -> String?

    private struct State {
        var steps: [String: Step] = [:]
        var functions: [String: Function] = [:]
    }

    private let state = Mutex(State())

    func replaceStep(_ name: String, with body: @escaping Step) {
        state.withLock { $0.steps[name] = body }
    }

    func replaceFunction(_ name: String, with body: @escaping Function) {
        state.withLock { $0.functions[name] = body }
    }

    func function(_ name: String) -> Function? { state.withLock { $0.functions[name] } }

    /// The value of a step that is replaced.
    var substitute: StepSubstitute {
        { [self] name, attempt in
            try state.withLock { $0.steps[name] }?(attempt)
        }
    }
}
