extension WorkflowContext {
    /// Runs a branch for each item, several at a time, and returns their results in the items'
    /// order.
    ///
    /// A branch has a context of its own; while it waits it keeps its place among the
    /// `concurrency` that may run. With the first failure the map is over: no further branch is
    /// started, those under way are abandoned, and the failure is thrown.
    @discardableResult
    public func map<Items: Collection & Sendable, Result: Codable & Sendable>(
        _ name: String,
        over items: Items,
        concurrency: Int = .max,
        naming itemName: (@Sendable (Items.Element) -> String)? = nil,
        itemCoding: PayloadCoding<Result> = .json,
        coding: PayloadCoding<Batch<Result>>? = nil,
        _ body: @escaping @Sendable (Items.Element, WorkflowContext) async throws -> Result
    ) async throws -> [Result] where Items.Element: Sendable {
        let batch = try await map(
            name,
            over: items,
            concurrency: concurrency,
            completing: .failFast,
            naming: itemName,
            itemCoding: itemCoding,
            coding: coding,
            body
        )
        return try batch.values()
    }

    /// Runs a branch for each item until `policy` says that it is enough.
    ///
    /// Failures of branches are part of what is returned; none is thrown.
    public func map<Items: Collection & Sendable, Result: Codable & Sendable>(
        _ name: String,
        over items: Items,
        concurrency: Int = .max,
        completing policy: CompletionPolicy,
        naming itemName: (@Sendable (Items.Element) -> String)? = nil,
        itemCoding: PayloadCoding<Result> = .json,
        coding: PayloadCoding<Batch<Result>>? = nil,
        _ body: @escaping @Sendable (Items.Element, WorkflowContext) async throws -> Result
    ) async throws -> Batch<Result> where Items.Element: Sendable {
        let items = Array(items)
        guard !isTransient else {
            return try await run(branches(name, items, concurrency, policy, itemName, body))
        }
        let branches = try branches(name, items, concurrency, policy, itemName) { item, context in
            Optional(try itemCoding.encode(try await body(item, context)))
        }
        let coding =
            coding.map { .custom($0, items: itemCoding) }
            ?? BatchCoding.standard(branches) { _ in itemCoding.isJSON }
        return try await run(branches, coding)
            .mapped { payload, _ in try itemCoding.decode(payload) }
    }

    /// Runs a branch that returns nothing for each item, several at a time.
    @_disfavoredOverload
    public func map<Items: Collection & Sendable>(
        _ name: String,
        over items: Items,
        concurrency: Int = .max,
        naming itemName: (@Sendable (Items.Element) -> String)? = nil,
        _ body: @escaping @Sendable (Items.Element, WorkflowContext) async throws -> Void
    ) async throws where Items.Element: Sendable {
        let branches = try branches(name, Array(items), concurrency, .failFast, itemName) {
            item,
            context in
            try await body(item, context)
            return String?.none
        }
        let coding = BatchCoding.standard(branches) { _ in true }
        let batch = try await isTransient ? run(branches) : run(branches, coding)
        _ = try batch.values()
    }

    private func branches<Item: Sendable, Value>(
        _ name: String,
        _ items: [Item],
        _ concurrency: Int,
        _ policy: CompletionPolicy,
        _ itemName: (@Sendable (Item) -> String)?,
        _ body: @escaping @Sendable (Item, WorkflowContext) async throws -> Value
    ) throws -> Branches<Value> {
        Branches(
            request: try next(name, .context, .map),
            subtype: .mapIteration,
            count: items.count,
            concurrency: concurrency,
            policy: policy,
            name: { index in itemName?(items[index]) ?? "map-item-\(index)" },
            body: { index, context in try await body(items[index], context) }
        )
    }
}
