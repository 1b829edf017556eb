public import FoundationEssentials

extension WorkflowContext {
    /// The time as the workflow may know it: when the last operation of this branch ended, at first
    /// when the execution started.
    ///
    /// It is the same in every run, and costs nothing to record.
    public var now: Date { moment.date }

    /// Whether the next operation has been recorded by an earlier run.
    public var isReplaying: Bool { upcoming != nil }
}

extension Timestamp {
    package var date: Date { Date(timeIntervalSince1970: Double(millisecondsSinceEpoch) / 1000) }

    init(_ date: Date) {
        let milliseconds = (date.timeIntervalSince1970 * 1000).rounded(.up)
        self.init(millisecondsSinceEpoch: Int64(exactly: milliseconds) ?? .max)
    }
}
