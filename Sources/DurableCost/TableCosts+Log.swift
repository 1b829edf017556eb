import AWSClient
package import DurableExecution
import DurableLambda

extension TableCosts {
    /// What an execution costs on DynamoDB, going by its log.
    ///
    /// Every entry is a write, and so is every change of what lists show. Whoever takes the execution over reads it, and
    /// so does whoever tells it something; an owner that is told something while it runs finds its number taken, and
    /// reads as well. A wait is a message, and so is whatever comes from outside. What is written or sent twice because
    /// an answer was lost, is not in the log.
    package init(of entries: [LogEntry], in store: ExecutionStore) throws(InvalidLog) {
        self.init()
        let stages = try store.stages(of: entries)
        var table = TableItems()
        for (number, entry) in entries.enumerated() {
            let layout = DynamoDBLog.layout(of: entry, at: number, stages[number].start.execution)
            let previous = number > 0 ? stages[number - 1] : nil
            switch entry.content {
            case .event, .seal: addRead(of: table.all)
            case .batch, .suspension:
                if previous?.head.isOwned == true, entries[number - 1].isFromOutside {
                    add(nil, nil, written: layout.content)
                    addRead(of: table.all)
                }
            case .start: break
            }
            for piece in layout.pieces { add(nil, piece, written: piece) }
            write(entry, layout.content, number, previous?.head, stages[number].head, &table)
            table.all += layout.pieces
            if entry.isFromOutside || stages[number].awaitsTime { messages += 1 }
        }
    }

    private mutating func write(
        _ entry: LogEntry,
        _ content: DynamoDB.Item,
        _ number: Int,
        _ before: ExecutionHead?,
        _ head: ExecutionHead,
        _ table: inout TableItems
    ) {
        var item = ExecutionsTable.key(head.id, number).merging(content) { $1 }
        guard let before else {
            item.merge(head.attributes(at: number)) { $1 }
            table.all = [item]
            return add(nil, item, written: item)
        }
        let mustShow = head.mustReplace(before, tolerance: DynamoDBLog.tolerance)
        let showing = mustShow ? DynamoDBLog.Showing(head, with: entry) : nil
        if showing?.isAnnounced == true {
            announce(entry.time, of: head.id, at: number, &table.first)
        }
        add(nil, item, written: item)
        table.all.append(item)
        if showing?.isShown == true { update(&table.first) { $0.show(head, at: number) } }
    }

    /// Where it is due later than lists may say, the first of two writes finds that out.
    private mutating func announce(
        _ moment: Timestamp,
        of id: ExecutionID,
        at number: Int,
        _ item: inout DynamoDB.Item
    ) {
        let late = ExecutionsTable.sortKey(moment.advanced(by: DynamoDBLog.tolerance), id)
        let isLater = item["due"]?.string.map { $0 > late } ?? false
        if isLater { update(&item) { _ in } }
        update(&item) { item in
            item["shown"] = .integer(number)
            item["shard"] = .string(String(ExecutionsTable.shard(of: id)))
            if isLater || item["due"] == nil {
                item["due"] = .string(ExecutionsTable.sortKey(moment, id))
            }
        }
    }

    private mutating func update(
        _ item: inout DynamoDB.Item,
        _ change: (inout DynamoDB.Item) -> Void
    ) {
        let before = item
        change(&item)
        add(before, item, written: nil)
    }
}

/// What is in the table of one execution.
private struct TableItems {
    var all: [DynamoDB.Item] = []

    /// The item of the first entry, which lists show.
    var first: DynamoDB.Item {
        get { all[0] }
        set { all[0] = newValue }
    }
}

extension DynamoDB.Item {
    fileprivate mutating func show(_ head: ExecutionHead, at sequence: Int) {
        for name in ExecutionHead.optionalAttributes { self[name] = nil }
        merge(head.attributes(at: sequence)) { $1 }
    }
}
