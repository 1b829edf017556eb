import CMainActor
import HTTPTransport

extension LoopExecutor {
    /// Makes this executor the main actor's; the main thread must be the one that waits in it.
    ///
    /// `main` never returns and never drains the main queue, so that whatever awaits the main actor
    /// would wait for ever otherwise.
    func becomeMainActors() {
        // An executor is two words on both sides, and there is no public way to take them apart.
        let executor = LoopActorExecutor(on: self)
        _ = Unmanaged.passRetained(executor)
        perdure_set_main_executor(
            unsafeBitCast(executor.asUnownedSerialExecutor(), to: perdure_executor.self)
        )
    }
}
