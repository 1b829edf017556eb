extension Lambda {
    /// The invocation that the calling task works on; nil outside of a handler.
    ///
    /// Child tasks see it too, detached ones do not.
    @TaskLocal public static var currentInvocation: Invocation?
}
