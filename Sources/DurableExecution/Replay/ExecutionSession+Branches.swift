/// Parts of a workflow that run beside one another.
extension ExecutionSession {
    /// Runs bodies as branches of their own and returns when the first of them says that it is over.
    ///
    /// The others are abandoned then: what they share is `scope`.
    func runBranches(
        _ bodies: [@Sendable () async -> BranchEnd],
        sharing scope: BranchScope
    ) async {
        await withUnsafeContinuation { (parent: SessionState.Resumption<Void>) in
            // The parent gives up its own place while it waits.
            change { $0.running += bodies.count - 1 }
            for body in bodies {
                spawn { [self] in
                    if await body() == .over, scope.end() {
                        // The parent enters before this branch leaves.
                        change { $0.running += 1 }
                        parent.resume()
                    }
                    change { $0.running -= 1 }
                }
            }
        }
    }

    func spawn(_ body: @escaping @Sendable () async -> Void) {
        branches.run(on: executor, body)
    }

    /// Counts a branch among those that can run, before it does.
    func enter() { change { $0.running += 1 } }

    /// A branch has ended or waits for another: it no longer counts.
    func leave() { change { $0.running -= 1 } }
}

/// What a branch that has ended means for those beside it.
enum BranchEnd: Sendable {
    /// The operation goes on.
    case open
    /// The operation has all it needs.
    case over
}
