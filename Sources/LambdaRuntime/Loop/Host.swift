import Glibc
import HTTPTransport

extension LoopEnd {
    fileprivate static let noDescriptors = stopped(because: "There are no more file descriptors.")
}

/// Runs the loops of this process, and the process with them.
enum Host {
    /// One loop, on the calling thread, which must be the main one.
    static func serve(
        _ cancelling: DeadlineCancellation,
        makingHandler makeHandler: sending @escaping () async throws -> HandlerForm
    ) -> Never {
        let environment = RuntimeEnvironment.current
        if environment.maximumConcurrency > 1 {
            Console.report(
                """
                Lambda may send \(environment.maximumConcurrency) invocations at once, but this \
                handler takes one at a time. Use Lambda.runConcurrently, or a Lambda.Handler type.
                """
            )
        }
        let settings = settingsOrExit(from: environment, cancelling)
        CrashReporter.install(reportingTo: settings.origin)
        let executor = mainExecutorOrExit()
        let loop = InvocationLoop(on: executor, settings, makingHandler: makeHandler)
        exit(after: executor.run { await loop.run() })
    }

    /// As many loops as Lambda asks for, each with a thread and a handler of its own.
    static func serveConcurrently(
        _ cancelling: DeadlineCancellation,
        makingHandler makeHandler: @escaping @Sendable () async throws -> HandlerForm
    ) -> Never {
        let environment = RuntimeEnvironment.current
        let count = environment.maximumConcurrency
        guard count > 1 else { serve(cancelling, makingHandler: makeHandler) }
        var settings = settingsOrExit(from: environment, cancelling)
        settings.isOneOfSeveral = true
        CrashReporter.install(reportingTo: settings.origin)
        exit(
            after: mainExecutorOrExit().run { [settings] in
                await runLoops(count, settings, makingHandler: makeHandler)
            }
        )
    }

    /// Returns how the last one ended; as long as one of them lives, the process serves events.
    static func runLoops(
        _ count: Int,
        _ settings: InvocationLoop.Settings,
        makingHandler makeHandler: @escaping @Sendable () async throws -> HandlerForm
    ) async -> LoopEnd {
        await withTaskGroup(of: LoopEnd.self) { group in
            for _ in 0..<count {
                group.addTask { await runLoop(settings, makingHandler: makeHandler) }
            }
            var last = LoopEnd.stopped(because: "There was no loop.")
            for await end in group {
                last = end
                if !group.isEmpty { Console.report("One of \(count) loops has ended: \(end)") }
            }
            return last
        }
    }

    /// A loop on a thread of its own.
    private static func runLoop(
        _ settings: InvocationLoop.Settings,
        makingHandler makeHandler: @escaping @Sendable () async throws -> HandlerForm
    ) async -> LoopEnd {
        await withCheckedContinuation { continuation in
            let isStarted = OwnThread.start {
                CrashReporter.protectThread()
                guard let executor = LoopExecutor() else {
                    return continuation.resume(returning: .noDescriptors)
                }
                let loop = InvocationLoop(on: executor, settings, makingHandler: makeHandler)
                continuation.resume(returning: executor.run { await loop.run() })
            }
            if !isStarted {
                continuation.resume(returning: .stopped(because: "There are no more threads."))
            }
        }
    }

    static func settings(
        from environment: RuntimeEnvironment,
        _ cancelling: DeadlineCancellation
    ) throws(StartError) -> InvocationLoop.Settings {
        InvocationLoop.Settings(
            origin: try environment.runtimeOrigin(),
            cancelling: cancelling,
            hooks: .process,
            isSnapshotted: environment.isSnapshotted
        )
    }

    private static func settingsOrExit(
        from environment: RuntimeEnvironment,
        _ cancelling: DeadlineCancellation
    ) -> InvocationLoop.Settings {
        do throws(StartError) {
            return try settings(from: environment, cancelling)
        } catch {
            Console.report(error.description)
            Glibc.exit(64)  // EX_USAGE of sysexits.h
        }
    }

    private static func mainExecutorOrExit() -> LoopExecutor {
        guard let executor = LoopExecutor() else { exit(after: .noDescriptors) }
        executor.becomeMainActors()
        return executor
    }

    private static func exit(after end: LoopEnd) -> Never {
        Console.report("\(end)")
        Glibc.exit(end.exitCode)
    }
}
