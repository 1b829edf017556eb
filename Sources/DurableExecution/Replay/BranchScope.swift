import Synchronization

/// What the branches of one operation share: they are all of interest until the operation is over.
///
/// A branch that is still on its way when enough others have ended is abandoned: nothing durable
/// happens in it any more, nor in the branches below it.
final class BranchScope: Sendable {
    private let parent: BranchScope?
    private let isOver = Atomic(false)

    init(in parent: BranchScope?) {
        self.parent = parent
    }

    var isAbandoned: Bool {
        isOver.load(ordering: .acquiring) || parent?.isAbandoned ?? false
    }

    /// - Returns: whether this call has ended it.
    func end() -> Bool {
        isOver.exchange(true, ordering: .acquiringAndReleasing) == false
    }
}
