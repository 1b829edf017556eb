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
        let batch = try await runMap(
            name,
            items,
            concurrency,
            policy,
            itemName,
            isJSON: itemCoding.isJSON,
            coding.map { .custom($0, items: itemCoding) }
        ) { item, context in
            try itemCoding.encode(try await body(item, context))
        }
        return try batch.mapped { payload, _ in try itemCoding.decode(payload) }
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
        let batch = try await runMap(name, items, concurrency, .failFast, itemName) {
            item,
            context in
            try await body(item, context)
            return nil
        }
        _ = try batch.values()
    }

    private func runMap<Items: Collection & Sendable>(
        _ name: String,
        _ items: Items,
        _ concurrency: Int,
        _ policy: CompletionPolicy,
        _ itemName: (@Sendable (Items.Element) -> String)?,
        isJSON: Bool = true,
        _ coding: BatchCoding? = nil,
        _ body: @escaping @Sendable (Items.Element, WorkflowContext) async throws -> String?
    ) async throws -> Batch<String?> where Items.Element: Sendable {
        let items = Array(items)
        let branchName: @Sendable (Int) -> String = { index in
            itemName?(items[index]) ?? "map-item-\(index)"
        }
        return try await run(
            Branches(
                request: try next(name, .context, .map),
                subtype: .mapIteration,
                count: items.count,
                concurrency: concurrency,
                policy: policy,
                name: branchName,
                coding: coding
                    ?? .standard(
                        count: items.count,
                        named: branchName,
                        isJSON: { _ in isJSON }
                    ),
                body: { index, context in try await body(items[index], context) }
            )
        )
    }
}
