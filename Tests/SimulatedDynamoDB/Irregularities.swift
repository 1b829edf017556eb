/// What a service may do to requests that are all right, now and then.
package struct Irregularities: Sendable {
    /// Asks for fewer requests instead of doing anything.
    package var throttles: @Sendable () -> Bool = { false }
    /// Does what it is asked for, and says that it has failed.
    package var fails: @Sendable () -> Bool = { false }
    /// Ends a page, or leaves the rest of a batch undone, after any item.
    package var cuts: @Sendable () -> Bool = { false }
    /// How much later indexes, and reads that do not ask for more, see a write.
    package var lag: @Sendable () -> Duration = { .zero }

    package init() {}
}
