extension Lambda {
    /// Does something before SnapStart takes its snapshot, such as closing connections.
    ///
    /// Add hooks before ``run(contentType:cancelling:_:)-swift.type.method`` or while the handler
    /// is made. The last one added runs first; an error fails the initialisation.
    public static func beforeSnapshot(_ hook: @escaping @Sendable () async throws -> Void) {
        LifecycleHooks.process.addBeforeSnapshot(hook)
    }

    /// Does something in each copy that SnapStart restores, such as opening connections and getting
    /// unique values anew.
    ///
    /// Hooks run in the order they were added, and have ten seconds together; an error ends the copy.
    public static func afterRestore(_ hook: @escaping @Sendable () async throws -> Void) {
        LifecycleHooks.process.addAfterRestore(hook)
    }

    /// Does something before Lambda ends the process, such as sending what is left in a buffer.
    ///
    /// The last one added runs first; all have about half a second together. Lambda tells only
    /// processes that have an extension, so with a first hook the program registers one, which takes
    /// part in nothing else. Hooks run on a thread of their own, and cannot wait for the main actor.
    public static func onShutdown(_ hook: @escaping @Sendable () async -> Void) {
        LifecycleHooks.process.addOnShutdown(hook)
    }
}
