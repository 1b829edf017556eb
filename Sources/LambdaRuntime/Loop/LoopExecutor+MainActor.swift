import CMainActor
import HTTPTransport

extension LoopExecutor {
    /// Makes this executor the main actor's; the main thread must be the one that waits in it.
    ///
    /// `main` never returns and never drains the main queue, so that whatever awaits the main actor
    /// would wait for ever otherwise.
    func becomeMainActors() {
        let executor = LoopActorExecutor(on: self)
        // It is the main actor's for as long as the process lives.
        _ = Unmanaged.passRetained(executor)
        // An executor is two words in Swift and in C (CMainActor.h), and there is no public way to take them apart; a
        // size that differed would trap here, at the start.
        let words = unsafeBitCast(executor.asUnownedSerialExecutor(), to: perdure_executor.self)
        perdure_set_main_executor(words)
    }
}
