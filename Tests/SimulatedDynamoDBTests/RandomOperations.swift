import DurableExecution
import DurableLambda
import TestServices

/// Does to a log of executions what its callers do, in any order.
struct RandomOperations {
    private var random: SplitMix64
    private let log: DynamoDBLog
    private var counts: [Int: Int] = [:]

    init(seed: UInt64, log: DynamoDBLog) {
        random = SplitMix64(state: seed)
        self.log = log
    }

    mutating func next() async throws {
        let number = Int.random(in: 0..<3, using: &random)
        let execution = ExecutionID(rawValue: "wörk/\(number)")
        switch Int.random(in: 0..<10, using: &random) {
        case 0...4: try await append(to: execution, number)
        case 5, 6: _ = try await log.read(execution)
        case 7: _ = try await log.heads(query())
        case 8:
            _ = try await log.due(
                by: moment(),
                of: ["wörk"],
                limit: .random(in: 1...3, using: &random)
            )
        default:
            try await log.delete(execution)
            counts[number] = 0
        }
    }

    /// At the next number, or at one that is taken.
    private mutating func append(to execution: ExecutionID, _ number: Int) async throws {
        let count = counts[number, default: 0]
        let sequence = count > 0 && Bool.random(using: &random) ? count - 1 : count
        let isEvent = sequence > 0 && Bool.random(using: &random)
        let content: LogEntry.Content = isEvent ? .event(.cancel(reason: text())) : .batch([step()])
        let entry = LogEntry(nonce: "\(random.next())", time: moment(), content: content)
        let isShown = sequence == 0 || Bool.random(using: &random)
        let head = isShown ? self.head(execution) : nil
        let answer = try await log.append(entry, at: sequence, of: execution, showing: head)
        if answer == .written { counts[number] = sequence + 1 }
    }

    private mutating func step() -> OperationUpdate {
        OperationUpdate(id: .path(1, in: nil), change: .succeedStep(result: text()))
    }

    private mutating func text() -> String {
        let length = [1, 100, 1000, 10_000].randomElement(using: &random) ?? 1
        return String(repeating: "é", count: .random(in: 1...length, using: &random))
    }

    private mutating func moment() -> Timestamp {
        Timestamp(millisecondsSinceEpoch: .random(in: 0..<2_000_000, using: &random))
    }

    private mutating func head(_ execution: ExecutionID) -> ExecutionHead {
        ExecutionHead(
            id: execution,
            workflow: execution.workflow,
            name: execution.name.rawValue,
            version: "1",
            tags: Bool.random(using: &random) ? ["a", "b"] : [],
            startedAt: moment(),
            parent: nil,
            continues: Bool.random(using: &random) ? execution : nil,
            status: ExecutionStatus.allCases.randomElement(using: &random) ?? .running,
            endedAt: Bool.random(using: &random) ? moment() : nil,
            owner: LogEntry.Owner(deadline: moment()),
            isOwned: Bool.random(using: &random),
            due: Bool.random(using: &random) ? moment() : nil
        )
    }

    private mutating func query() -> HeadQuery {
        var query = HeadQuery()
        if Bool.random(using: &random) { query.statuses = [.running, .failed] }
        if Bool.random(using: &random) { query.tag = "b" }
        if Bool.random(using: &random) { query.workflow = "wörk" }
        if Bool.random(using: &random) { query.endedBefore = moment() }
        if Bool.random(using: &random) { query.startedAfter = moment() }
        if Bool.random(using: &random) { query.startedBefore = moment() }
        query.limit = .random(in: 1...3, using: &random)
        return query
    }
}
