import Glibc
import HTTPTransport

/// Runs the program's hooks when Lambda is about to end the process.
///
/// Source: "Lambda runtime environment lifecycle, shutdown phase" in the Lambda Developer Guide.
enum Shutdown {
    /// Registers the extension before it returns: Lambda takes none after the first event.
    static func listen(
        at origin: Origin,
        running hooks: @escaping @Sendable () async -> Void
    ) {
        guard let signal = TerminationSignal.start() else {
            return Console.report("SIGTERM cannot be caught; hooks on shutdown will not run.")
        }
        guard let executor = LoopExecutor() else {
            return Console.report("No file descriptor for hooks on shutdown; they will not run.")
        }
        let isWaiting = OwnThread.start {
            signal.wait()
            executor.run(hooks)
            Console.flush()
            exit(EXIT_SUCCESS)
        }
        guard isWaiting else {
            return Console.report("There is no thread for hooks on shutdown; they will not run.")
        }
        InternalExtension.register(at: origin)
    }
}
