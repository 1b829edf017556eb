import DurableExecution
import Synchronization

/// The queue as a sweep knows it.
final class SweepWakeUps: WakeUpPort {
    private let world: World
    private let state = Mutex<Set<ExecutionID>>([])

    init(world: World) {
        self.world = world
    }

    var woken: Set<ExecutionID> { state.withLock { $0 } }

    func wake(_ execution: ExecutionID, after delay: Duration) {
        state.withLock { _ = $0.insert(execution) }
        world.wake(execution, afterMilliseconds: Int(delay.wholeMilliseconds))
    }
}
