/// What a list of executions shows of one of them.
package struct ExecutionHead: Sendable, Hashable {
    package let id: ExecutionID
    package let workflow: String
    package let name: String
    package let version: String?
    package let tags: [String]
    package let startedAt: Timestamp
    package let parent: StartOptions.Parent?
    package let continues: ExecutionID?
    package internal(set) var status: ExecutionStatus
    package internal(set) var endedAt: Timestamp?
    /// Who runs it, or did when it came to rest.
    package internal(set) var owner: LogEntry.Owner?
    /// Its owner has not let go of it, and it has not ended.
    package internal(set) var isOwned: Bool
    /// When there is, or may be, something to do: to run, to tell its owner, or to settle after its
    /// end; `nil` while only somebody outside can move it on.
    package internal(set) var due: Timestamp?

    package init(
        id: ExecutionID,
        workflow: String,
        name: String,
        version: String?,
        tags: [String],
        startedAt: Timestamp,
        parent: StartOptions.Parent?,
        continues: ExecutionID?,
        status: ExecutionStatus,
        endedAt: Timestamp?,
        owner: LogEntry.Owner?,
        isOwned: Bool,
        due: Timestamp?
    ) {
        self.id = id
        self.workflow = workflow
        self.name = name
        self.version = version
        self.tags = tags
        self.startedAt = startedAt
        self.parent = parent
        self.continues = continues
        self.status = status
        self.endedAt = endedAt
        self.owner = owner
        self.isOwned = isOwned
        self.due = due
    }
}

extension ExecutionHead {
    /// Whether lists must show this instead of what they were to show before.
    package func mustReplace(_ shown: ExecutionHead, tolerance: Duration?) -> Bool {
        guard let tolerance else { return self != shown }
        guard status == shown.status, endedAt == shown.endedAt else { return true }
        guard let due else { return endedAt != nil && shown.due != nil }
        return shown.due.map { due.duration(to: $0) > tolerance } ?? true
    }
}

/// How an execution stands, as a whole.
///
/// Source: Lambda API reference, `ExecutionStatus`; CONTINUED is our own. Only AWS's service pauses.
public enum ExecutionStatus: String, Sendable, Codable, CaseIterable {
    /// It runs, or waits.
    case running = "RUNNING"
    /// It is to be left alone as soon as its invocation lets go.
    case pausing = "PAUSING"
    /// It is left alone until it is resumed.
    case paused = "PAUSED"
    /// It has ended with a result.
    case succeeded = "SUCCEEDED"
    /// It has ended with an error.
    case failed = "FAILED"
    /// It took longer than it may.
    case timedOut = "TIMED_OUT"
    /// Somebody has ended it.
    case stopped = "STOPPED"
    /// Another execution carries its work on.
    case continued = "CONTINUED"

    package init(_ status: OperationStatus) {
        self =
            switch status {
            case .succeeded: .succeeded
            case .failed, .cancelled: .failed
            case .timedOut: .timedOut
            case .stopped: .stopped
            case .continued: .continued
            case .started, .pending, .ready: .running
            }
    }
}

/// Which executions a list shows, newest first.
package struct HeadQuery: Sendable, Hashable {
    /// Any, where it is empty.
    package var statuses: Set<ExecutionStatus> = []
    package var workflow: String?
    package var tag: String?
    package var startedAfter: Timestamp?
    package var startedBefore: Timestamp?
    package var endedBefore: Timestamp?
    package var continues: ExecutionID?
    package var parent: ExecutionID?
    package var isOwned: Bool?
    package var limit = 100
    /// The last execution of the page before.
    package var after: Position?

    package init() {}

    /// The place of an execution in the order of the list.
    package struct Position: Sendable, Hashable {
        package var startedAt: Timestamp
        package var id: ExecutionID

        package init(startedAt: Timestamp, id: ExecutionID) {
            self.startedAt = startedAt
            self.id = id
        }

        package init(_ head: ExecutionHead) {
            self.init(startedAt: head.startedAt, id: head.id)
        }
    }
}

extension HeadQuery {
    /// Whether the list shows an execution, on this page or a later one.
    package func selects(_ head: ExecutionHead) -> Bool {
        (statuses.isEmpty || statuses.contains(head.status))
            && (workflow == nil || workflow == head.workflow)
            && (tag == nil || tag.map(head.tags.contains) == true)
            && (startedAfter == nil || startedAfter.map { head.startedAt > $0 } == true)
            && (startedBefore == nil || startedBefore.map { head.startedAt < $0 } == true)
            && (endedBefore == nil
                || endedBefore.map { (head.endedAt ?? .distantFuture) < $0 } == true)
            && (continues == nil || continues == head.continues)
            && (parent == nil || parent == head.parent?.execution)
            && (isOwned == nil || isOwned == head.isOwned)
            && (after == nil || after.map { Position(head) < $0 } == true)
    }
}

extension HeadQuery.Position: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        (left.startedAt, left.id.rawValue) < (right.startedAt, right.id.rawValue)
    }
}

extension Timestamp {
    package static let distantFuture = Timestamp(millisecondsSinceEpoch: .max)
}
