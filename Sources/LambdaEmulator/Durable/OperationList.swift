import DurableExecution

/// Operations in the order in which they came, each once.
struct OperationList: Sendable {
    private(set) var ids: [OperationID] = []
    private var known: Set<OperationID> = []

    var isEmpty: Bool { ids.isEmpty }

    mutating func add(_ id: OperationID) {
        if known.insert(id).inserted { ids.append(id) }
    }
}
