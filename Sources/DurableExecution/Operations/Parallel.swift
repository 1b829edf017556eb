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

    fileprivate var encoded: EncodedBranch {
        let (body, coding) = (body, coding)
        return EncodedBranch(name: name, isJSON: coding.isJSON) { context in
            try coding.encode(try await body(context))
        }
    }
}

/// A branch without its type.
private struct EncodedBranch: Sendable {
    let name: String?
    let isJSON: Bool
    let body: @Sendable (WorkflowContext) async throws -> String?
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
        var branches: [EncodedBranch] = []
        repeat branches.append((each branch).encoded)
        let batch = try await runParallel(name, branches, concurrency, .failFast)
        var payloads = try batch.values().makeIterator()
        func decode<Value>(_ branch: Branch<Value>) throws -> Value {
            try branch.coding.decode(payloads.next() ?? nil)
        }
        return (repeat try decode(each branch))
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
        let batch = try await runParallel(name, branches.map(\.encoded), concurrency, policy)
        return try batch.mapped { payload, index in try branches[index].coding.decode(payload) }
    }

    private func runParallel(
        _ name: String,
        _ branches: [EncodedBranch],
        _ concurrency: Int,
        _ policy: CompletionPolicy
    ) async throws -> Batch<String?> {
        let branchName: @Sendable (Int) -> String = { index in
            branches[index].name ?? "parallel-branch-\(index)"
        }
        return try await run(
            Branches(
                request: try next(name, .context, .parallel),
                subtype: .parallelBranch,
                count: branches.count,
                concurrency: concurrency,
                policy: policy,
                name: branchName,
                coding: .standard(
                    count: branches.count,
                    named: branchName,
                    isJSON: { branches[$0].isJSON }
                ),
                body: { index, context in try await branches[index].body(context) }
            )
        )
    }
}
