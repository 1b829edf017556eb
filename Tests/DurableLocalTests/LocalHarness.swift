import DurableLocal
import Synchronization
import TestTools
import Testing

@testable import DurableExecution

/// A machine on which runtimes come and go, with time that moves only when all else rests.
struct LocalHarness {
    let clock = ManualTime()
    let store: LocalStore

    init(_ store: LocalStore = .memory()) {
        self.store = store
    }

    func runtime(
        _ workflows: [HostedWorkflow],
        limits: LocalHost.Limits = LocalHost.Limits()
    ) throws -> LocalRuntime {
        LocalRuntime(
            try LocalHost(workflows, store: store, clock: clock, limits: limits) {
                Issue.record("\($0)")
            }
        )
    }

    /// Serves with one runtime while a body runs.
    func serve<Result: Sendable>(
        _ workflows: HostedWorkflow...,
        limits: LocalHost.Limits = LocalHost.Limits(),
        _ body: @Sendable (LocalRuntime) async throws -> Result
    ) async throws -> Result {
        try await runtime(workflows, limits: limits).run(body)
    }

    /// Lets time pass, from one thing to do to the next, until nothing is left but to wait for somebody.
    func skipTime(_ runtime: LocalRuntime) async {
        while let moment = await runtime.host.rest() { clock.advance(to: moment) }
    }
}
