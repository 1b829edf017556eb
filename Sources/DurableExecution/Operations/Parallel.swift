/// One of several branches that run side by side.
public struct Branch<Result: Codable & Sendable>: Sendable {
    let name: String?
    let coding: PayloadCoding<Result>
    let body: @Sendable (WorkflowContext) async throws -> Result

    /// A branch; without a name it is called after its place.
    public init(
        _ name: String? = nil,
        coding: PayloadCoding<Result> = .json,
        _ body: @escaping @Sendable (WorkflowContext) async throws -> Result
    ) {
        self.name = name
        self.coding = coding
        self.body = body
    }

    fileprivate var encoded: AnyBranch<String?> {
        let (body, coding) = (body, coding)
        return AnyBranch(name: name, isJSON: coding.isJSON) { context in
            try coding.encode(try await body(context))
        }
    }

    fileprivate var erased: AnyBranch<any Sendable> {
        let body = body
        return AnyBranch(name: name, isJSON: true) { context in try await body(context) }
    }
}

/// A branch without its type.
private struct AnyBranch<Value: Sendable>: Sendable {
    let name: String?
    let isJSON: Bool
    let body: @Sendable (WorkflowContext) async throws -> Value
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
        guard !isTransient else {
            return try await parallelTransient(name, concurrency, repeat each branch)
        }
        var encoded: [AnyBranch<String?>] = []
        repeat encoded.append((each branch).encoded)
        let batch = try await record(encoded, name, concurrency, .failFast)
        var payloads = try batch.values().makeIterator()
        func decode<Value>(_ branch: Branch<Value>) throws -> Value {
            try branch.coding.decode(payloads.next() ?? nil)
        }
        return (repeat try decode(each branch))
    }

    private func parallelTransient<each Result: Codable & Sendable>(
        _ name: String,
        _ concurrency: Int,
        _ branch: repeat Branch<each Result>
    ) async throws -> (repeat each Result) {
        var erased: [AnyBranch<any Sendable>] = []
        repeat erased.append((each branch).erased)
        let batch = try await run(branches(erased, name, concurrency, .failFast))
        var values = try batch.values().makeIterator()
        func value<Value>(_ branch: Branch<Value>) throws -> Value {
            guard let value = values.next() as? Value else {
                throw InvalidOperation("'\(name)' has a branch without a result.")
            }
            return value
        }
        return (repeat try value(each branch))
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
        guard !isTransient else {
            let bodies = branches.map { AnyBranch(name: $0.name, isJSON: true, body: $0.body) }
            return try await run(self.branches(bodies, name, concurrency, policy))
        }
        let batch = try await record(branches.map(\.encoded), name, concurrency, policy)
        return try batch.mapped { payload, index in try branches[index].coding.decode(payload) }
    }

    private func record(
        _ branches: [AnyBranch<String?>],
        _ name: String,
        _ concurrency: Int,
        _ policy: CompletionPolicy
    ) async throws -> Batch<String?> {
        let encoded = try self.branches(branches, name, concurrency, policy)
        return try await run(encoded, .standard(encoded) { branches[$0].isJSON })
    }

    private func branches<Value>(
        _ branches: [AnyBranch<Value>],
        _ name: String,
        _ concurrency: Int,
        _ policy: CompletionPolicy
    ) throws -> Branches<Value> {
        Branches(
            request: try next(name, .context, .parallel),
            subtype: .parallelBranch,
            count: branches.count,
            concurrency: concurrency,
            policy: policy,
            name: { index in branches[index].name ?? "parallel-branch-\(index)" },
            body: { index, context in try await branches[index].body(context) }
        )
    }
}
