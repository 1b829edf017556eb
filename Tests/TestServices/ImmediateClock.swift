/// A clock on which every pause is over at once.
package struct ImmediateClock: Clock {
    package init() {}

    package var now: ContinuousClock.Instant { .now }
    package var minimumResolution: Duration { .zero }
    package func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) {}
}
