import DurableExecution

/// When the loop looks at the table again.
struct Schedule {
    /// How often it asks whether another process has written.
    static let poll = Duration.milliseconds(100)
    /// How long it may be before it looks without a reason.
    static let safety = Duration.seconds(1)

    var next = Timestamp(millisecondsSinceEpoch: 0)
    /// When to look for executions whose owner has died.
    var inspection = Timestamp(millisecondsSinceEpoch: 0)
    /// When to forget executions that ended long ago.
    var pruning = Timestamp(millisecondsSinceEpoch: 0)
    var version: Int?
}
