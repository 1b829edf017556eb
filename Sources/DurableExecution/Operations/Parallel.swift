/// One of several branches that run side by side.
public struct Branch<Result: Codable & Sendable>: Sendable {
    let name: String?
    let body: @Sendable (WorkflowContext) async throws -> Result

    /// A branch; without a name it is called after its place.
    public init(
        _ name: String? = nil,
        _ body: @escaping @Sendable (WorkflowContext) async throws -> Result
    ) {
        self.name = name
        self.body = body
    }

    fileprivate var encoded: @Sendable (WorkflowContext) async throws -> String? {
        let body = body
        return { context in try PayloadCoder.encode(try await body(context)) }
    }
}

extension WorkflowContext {
    /// Runs branches of different types side by side and returns what each returned.
    ///
    /// ```swift
    /// let (price, stock) = try await context.parallel(
    ///     "offer",
    ///     Branch { context in try await context.step("price") { try await price(of: item) } },
    ///     Branch { context in try await context.step("stock") { try await stock(of: item) } }
    /// )
    /// ```
    ///
    /// With the first failure the operation is over: the other branches are abandoned, and the
    /// failure is thrown.
    public func parallel<each Result: Codable & Sendable>(
        _ name: String,
        concurrency: Int = .max,
        _ branch: repeat Branch<each Result>
    ) async throws -> (repeat each Result) {
        var bodies: [@Sendable (WorkflowContext) async throws -> String?] = []
        var names: [String?] = []
        repeat bodies.append((each branch).encoded)
        repeat names.append((each branch).name)
        let batch = try await runParallel(name, bodies, names: names, concurrency, .failFast)
        var payloads = try batch.values().makeIterator()
        func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
            try PayloadCoder.decode(type, from: payloads.next() ?? nil)
        }
        return (repeat try decode((each Result).self))
    }

    /// Runs branches side by side until `policy` says that it is enough.
    ///
    /// Failures of branches are part of what is returned; none is thrown.
    public func parallel<Result: Codable & Sendable>(
        _ name: String,
        branches: [Branch<Result>],
        concurrency: Int = .max,
        completing policy: CompletionPolicy = .failFast
    ) async throws -> Batch<Result> {
        let batch = try await runParallel(
            name,
            branches.map(\.encoded),
            names: branches.map(\.name),
            concurrency,
            policy
        )
        return try batch.decoded { try PayloadCoder.decode(Result.self, from: $0) }
    }

    private func runParallel(
        _ name: String,
        _ bodies: [@Sendable (WorkflowContext) async throws -> String?],
        names: [String?],
        _ concurrency: Int,
        _ policy: CompletionPolicy
    ) async throws -> Batch<String?> {
        try await run(
            Branches(
                request: try next(name, .context, .parallel),
                subtype: .parallelBranch,
                count: bodies.count,
                concurrency: concurrency,
                policy: policy,
                name: { index in names[index] ?? "parallel-branch-\(index)" },
                body: { index, context in try await bodies[index](context) }
            )
        )
    }
}
