import Synchronization

extension WorkflowContext {
    /// Runs a branch for each item, several at a time, and returns their results in the items'
    /// order.
    ///
    /// A branch has a context of its own; while it waits it keeps its place among the
    /// `concurrency` that may run. Once a branch has failed no further one is started, and when
    /// those under way have ended the map throws the failure with the lowest index.
    @discardableResult
    public func map<Items: Collection & Sendable, Result: Codable & Sendable>(
        _ name: String,
        over items: Items,
        concurrency: Int = .max,
        _ body: @escaping @Sendable (Items.Element, WorkflowContext) async throws -> Result
    ) async throws -> [Result] where Items.Element: Sendable {
        let results = try await runMap(name, Array(items), concurrency) { item, context in
            try PayloadCoder.encode(try await body(item, context))
        }
        return try results.map { try PayloadCoder.decode(Result.self, from: $0) }
    }

    /// Runs a branch that returns nothing for each item, several at a time.
    @_disfavoredOverload
    public func map<Items: Collection & Sendable>(
        _ name: String,
        over items: Items,
        concurrency: Int = .max,
        _ body: @escaping @Sendable (Items.Element, WorkflowContext) async throws -> Void
    ) async throws where Items.Element: Sendable {
        _ = try await runMap(name, Array(items), concurrency) { item, context in
            try await body(item, context)
            return nil
        }
    }

    private func runMap<Item: Sendable>(
        _ name: String,
        _ items: [Item],
        _ concurrency: Int,
        _ body: @escaping @Sendable (Item, WorkflowContext) async throws -> String?
    ) async throws -> [String?] {
        guard concurrency > 0 else {
            throw InvalidOperation("'\(name)' needs a concurrency of at least 1.")
        }
        let request = try next(name, .context, .map)
        let session = session
        let summary = try await runChild(request) { _ in
            let branches = MapBranches(items.count)
            let branch: @Sendable () async -> Void = {
                while let index = branches.take() {
                    let iteration = request.iteration(index)
                    // The branch's own context, made where the branch runs.
                    let context = WorkflowContext(session: session, id: request.id)
                    do {
                        let result = try await context.runChild(iteration) {
                            try await body(items[index], $0)
                        }
                        branches.finish(index, .success(result))
                    } catch {
                        branches.finish(index, .failure(error))
                    }
                }
            }
            let width = min(concurrency, items.count)
            await session.runBranches(Array(repeating: branch, count: width))
            return try PayloadCoder.encode(MapSummary(try branches.results()))
        }
        return try PayloadCoder.decode(MapSummary.self, from: summary).results
    }
}

extension OperationRequest {
    /// Branches are numbered by index, so the order in which they run changes no id.
    fileprivate func iteration(_ index: Int) -> OperationRequest {
        OperationRequest(
            id: .path(index + 1, in: id),
            parent: id,
            name: "map-item-\(index)",
            type: .context,
            subtype: .mapIteration
        )
    }
}

/// Hands out the items of a map to its branches and gathers what comes of them.
private final class MapBranches: Sendable {
    private struct State {
        var next = 0
        var outcomes: [Result<String?, any Error>?]
        var hasFailed = false
    }

    private let state: Mutex<State>

    init(_ count: Int) {
        state = Mutex(State(outcomes: Array(repeating: nil, count: count)))
    }

    /// The next item to run; none after a failure.
    func take() -> Int? {
        state.withLock { state in
            guard !state.hasFailed, state.next < state.outcomes.count else { return nil }
            defer { state.next += 1 }
            return state.next
        }
    }

    func finish(_ index: Int, _ outcome: Result<String?, any Error>) {
        state.withLock { state in
            state.outcomes[index] = outcome
            if case .failure = outcome { state.hasFailed = true }
        }
    }

    func results() throws -> [String?] {
        let outcomes = state.withLock { $0.outcomes.compactMap(\.self) }
        for case .failure(let error) in outcomes { throw error }
        return try outcomes.map { try $0.get() }
    }
}

/// What is recorded of a finished map.
///
/// Source: AWS durable execution language SDK specification, map and parallel payloads.
private struct MapSummary: Codable {
    struct Item: Codable {
        var index: Int
        var status = "SUCCEEDED"
        var result: String?
    }

    var all: [Item]
    var completionReason = "ALL_COMPLETED"

    init(_ results: [String?]) {
        all = results.enumerated().map { Item(index: $0.offset, result: $0.element) }
    }

    var results: [String?] { all.map(\.result) }
}
