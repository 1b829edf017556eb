import CCrash
import HTTPTransport

/// Makes a crash of the process an error that the caller sees, and a backtrace in the log.
///
/// A trap, a bad memory access, `abort()` or a stack overflow cannot be caught in Swift. A signal
/// handler in C writes the backtrace, tells the Runtime API for each ``CrashSlot`` in use, and lets
/// the signal end the process.
enum CrashReporter {
    /// Catches crashes from now on, and protects the calling thread.
    static func install(reportingTo origin: Origin) {
        // The signal handler cannot look up names; on Lambda it is always an address.
        let address = origin.host == "localhost" ? "127.0.0.1" : origin.host
        perdure_crash_install(address, UInt16(clamping: origin.port), origin.authority)
    }

    /// Lets an overflow of the calling thread's stack be reported; call it once on each thread of
    /// our own that runs handlers.
    static func protectThread() {
        // Without memory for it, such an overflow ends the process unreported, as it does anyway.
        _ = perdure_crash_protect_thread()
    }
}
