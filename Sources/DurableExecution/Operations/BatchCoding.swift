/// How what came of a batch is recorded.
struct BatchCoding: Sendable {
    let encode: @Sendable (Batch<String?>) throws -> String
    let decode: @Sendable (String?) throws -> Batch<String?>
}

extension BatchCoding {
    /// A coding of the workflow's own for the batch as a whole.
    static func custom<Value>(
        _ coding: PayloadCoding<Batch<Value>>,
        items: PayloadCoding<Value>
    ) -> BatchCoding {
        BatchCoding(
            encode: { batch in
                try coding.encode(batch.mapped { payload, _ in try items.decode(payload) })
            },
            decode: { payload in
                try coding.decode(payload).mapped { value, _ in try items.encode(value) }
            }
        )
    }

    /// Every branch with its status and its result or error.
    ///
    /// Results are part of the document, those that are no JSON as strings.
    ///
    /// Source: AWS durable execution language SDK specification, map and parallel payloads.
    static func standard(
        _ branches: Branches<String?>,
        isJSON: @escaping @Sendable (Int) -> Bool
    ) -> BatchCoding {
        let (count, name) = (branches.count, branches.name)
        return BatchCoding(
            encode: { batch in
                let items = try batch.items.map { item in
                    try BatchRecord.Item(item, isJSON: isJSON(item.index))
                }
                return try BatchRecord(items: items, reason: batch.reason).json
            },
            decode: { payload in
                let record = try BatchRecord(json: payload ?? "")
                let items = try record.items.map { item in
                    guard item.index < count else { throw FewerBranches(than: item.index + 1) }
                    return try item.batchItem(named: name, isJSON: isJSON(item.index))
                }
                return Batch(items: items, reason: record.reason)
            }
        )
    }
}

/// The document that is recorded of a batch: `{"all":[{"index":0,"status":…}],"completionReason":…}`.
struct BatchRecord {
    var items: [Item]
    var reason: CompletionReason

    struct Item {
        var index: Int
        var status: Status
        /// A JSON document.
        var result: String?
        var error: ErrorObject?
    }

    enum Status: String {
        case succeeded = "SUCCEEDED"
        case failed = "FAILED"
        case started = "STARTED"
    }
}

// MARK: - Between batches and records

extension BatchRecord.Item {
    init(_ item: Batch<String?>.Item, isJSON: Bool) throws {
        index = item.index
        switch item.result {
        case .success(let payload):
            status = .succeeded
            result = try isJSON ? payload : payload.map(PayloadCoder.encode)
        case .failure(let failure):
            status = .failed
            error = failure.error
        case nil: status = .started
        }
    }

    func batchItem(
        named name: (Int) -> String,
        isJSON: Bool
    ) throws -> Batch<String?>.Item {
        let outcome: Result<String?, OperationFailure>? =
            switch status {
            case .succeeded:
                .success(
                    try isJSON
                        ? result : result.map { try PayloadCoder.decode(String.self, from: $0) }
                )
            case .failed:
                .failure(
                    OperationFailure(operation: name(index), error: error ?? .unexplained)
                )
            case .started: nil
            }
        return Batch.Item(index: index, result: outcome)
    }
}

// MARK: - Between records and text

extension BatchRecord {
    var json: String {
        get throws {
            let all = try items.map { try $0.json }.joined(separator: ",")
            return #"{"all":[\#(all)],"completionReason":"\#(reason.rawValue)"}"#
        }
    }

    init(json: String) throws(UnreadableBatch) {
        var slices = JSONSlices(json)
        guard let members = slices.members(), let list = members["all"],
            let reason = members["completionReason"].flatMap({ CompletionReason(quoted: $0) })
        else { throw UnreadableBatch() }
        var all = JSONSlices(list)
        guard let elements = all.elements() else { throw UnreadableBatch() }
        self.reason = reason
        items = []
        for element in elements { items.append(try Item(json: element)) }
    }
}

extension BatchRecord.Item {
    fileprivate var json: String {
        get throws {
            var members = #""index":\#(index),"status":"\#(status.rawValue)""#
            if let result { members += #","result":\#(result)"# }
            if let error { members += #","error":\#(try PayloadCoder.encode(error))"# }
            return "{\(members)}"
        }
    }

    fileprivate init(json: Substring) throws(UnreadableBatch) {
        var slices = JSONSlices(json)
        guard let members = slices.members(), let index = members["index"].flatMap({ Int($0) }),
            index >= 0,
            let status = members["status"].flatMap({ BatchRecord.Status(quoted: $0) })
        else { throw UnreadableBatch() }
        self.index = index
        self.status = status
        result = members["result"].map(String.init)
        // An error that cannot be read is one without an explanation.
        error = members["error"].flatMap {
            try? PayloadCoder.decode(ErrorObject.self, from: String($0))
        }
    }
}

extension RawRepresentable<String> {
    fileprivate init?(quoted text: Substring) {
        self.init(rawValue: String(text.dropFirst().dropLast()))
    }
}

/// The workflow has fewer branches now than when the batch was recorded.
struct FewerBranches: Error, CustomStringConvertible {
    private let recorded: Int

    init(than recorded: Int) {
        self.recorded = recorded
    }

    var description: String {
        "The batch was recorded with \(recorded) branches or more; give the changed workflow a new name."
    }
}

/// What is recorded of a batch is not what this library writes.
struct UnreadableBatch: Error, CustomStringConvertible {
    var description: String { "What is recorded of the batch cannot be read." }
}
