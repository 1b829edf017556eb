import HTTPTransport
import LoopbackServer
import Synchronization
import Testing

@testable import LambdaRuntime

struct LifecycleTests {
    private struct Broken: Error {}

    private let seen = Log()

    private final class Log: Sendable {
        let lines = Mutex<[String]>([])
        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    private func settings(
        of lambda: ScriptedLambda,
        _ add: (LifecycleHooks) -> Void
    ) -> InvocationLoop.Settings {
        var settings = lambda.settings
        settings.isSnapshotted = true
        add(settings.hooks)
        return settings
    }

    private static let echo: @Sendable () -> HandlerForm = {
        .buffered(contentType: "text/plain") { event, _ in event }
    }

    @Test
    func `Hooks run around the snapshot, and the connection is a new one`() async throws {
        let lambda = try ScriptedLambda([.status(200), .event("a"), .accept])
        let settings = settings(of: lambda) { [seen] hooks in
            hooks.addBeforeSnapshot { seen.add("before 1") }
            hooks.addBeforeSnapshot { seen.add("before 2") }
            hooks.addAfterRestore { seen.add("after 1, \(lambda.calls.count) call") }
            hooks.addAfterRestore { seen.add("after 2") }
        }
        _ = await lambda.run(settings, makingHandler: Self.echo)
        #expect(
            seen.lines.withLock { $0 } == ["before 2", "before 1", "after 1, 1 call", "after 2"]
        )
        #expect(lambda.calls == ["restore/next", "next", "id-1/response: a", "next"])
        #expect(lambda.connectionCount == 2)
    }

    @Test
    func `A hook that fails before the snapshot is an initialisation error`() async throws {
        let lambda = try ScriptedLambda([.accept])
        let settings = settings(of: lambda) { $0.addBeforeSnapshot { throw Broken() } }
        let end = await lambda.run(settings, makingHandler: Self.echo)
        #expect(end.exitCode == 64)
        #expect(lambda.calls.count == 1)
        let report = lambda.requests[0]
        #expect(report.call.hasPrefix(#"init/error: {"errorType":"Runtime.BeforeSnapshotError""#))
        #expect(
            report.fields["lambda-runtime-function-error-type"] == "Runtime.BeforeSnapshotError"
        )
    }

    @Test
    func `A hook that fails after the restore is a restore error`() async throws {
        let lambda = try ScriptedLambda([.status(200), .accept])
        let settings = settings(of: lambda) { $0.addAfterRestore { throw Broken() } }
        let end = await lambda.run(settings, makingHandler: Self.echo)
        #expect(end.exitCode == 65)
        #expect(
            lambda.calls.last?.hasPrefix(
                #"restore/error: {"errorType":"Runtime.AfterRestoreError""#
            ) == true
        )
    }

    @Test
    func `Without hooks on shutdown nothing is registered`() async throws {
        let lambda = try ScriptedLambda([.event("a"), .accept])
        await lambda.serve { event, _ in event }
        #expect(lambda.calls == ["next", "id-0/response: a", "next"])
    }

    @Test
    func `An extension without events asks Lambda for SIGTERM`() {
        let request = InternalExtension.registration
        #expect(request.target == "/2020-01-01/extension/register")
        #expect(request.fields["Lambda-Extension-Name"] == "perdure-shutdown")
        #expect(request.body == Array(#"{"events":[]}"#.utf8))
        let next = InternalExtension.next(as: "id")
        #expect(next.target == "/2020-01-01/extension/event/next")
        #expect(next.fields["Lambda-Extension-Identifier"] == "id")
    }
}
