/// Brings an execution back: sees to it that a host hears of it again.
package protocol WakeUpPort: Sendable {
    /// Wakes an execution after a time, or earlier: a wake-up that finds nothing to do sends the
    /// next one.
    func wake(_ execution: ExecutionID, after delay: Duration) async throws
}
