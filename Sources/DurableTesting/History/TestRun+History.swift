import DurableExecution
import DurableHistory
import FoundationEssentials

extension TestRun {
    /// What is recorded, as it is kept in a file.
    public var history: StoredHistory {
        get async throws {
            try await untilBlocked()
            let events = try await world.record(of: id).history.map { EventDocument($0) }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let data = try encoder.encode(HistoryFile(events: events))
            return try StoredHistory(json: String(decoding: data, as: UTF8.self) + "\n")
        }
    }

    /// Compares what was done with what a file says, or records it there where there is no such file.
    ///
    /// Times and tokens do not count, nor does the order in which parallel branches were done.
    ///
    /// - Throws: ``HistoryError`` with the first operation that differs.
    public func matchesHistory(at path: String) async throws {
        let now = try await history
        guard FileManager.default.fileExists(atPath: path) else {
            return try Data(now.json.utf8).write(to: URL(filePath: path))
        }
        let before = try StoredHistory(contentsOf: path)
        for (recorded, now) in zip(before.lines + ["the end"], now.lines + ["the end"])
        where recorded != now {
            throw HistoryError.differs(file: path, recorded: recorded, now: now)
        }
    }

    /// What is recorded, an operation a line, without times and tokens.
    public var operations: String {
        get async throws { try await history.lines.joined(separator: "\n") }
    }
}

extension StoredHistory {
    /// One for each operation, in the order of the program.
    var lines: [String] {
        recorded.operations.dropFirst()
            .sorted { $0.place.lexicographicallyPrecedes($1.place) }
            .map(\.line)
    }
}

extension Operation {
    /// Where it is in the program; ids that are hashed come last.
    fileprivate var place: [Int] { id.rawValue.split(separator: "-").map { Int($0) ?? .max } }

    fileprivate var line: String {
        let name = name.map { " '\($0)'" } ?? ""
        let result = result.map { " \($0)" } ?? ""
        return "\(id) \(subtype ?? type.rawValue)\(name) \(status.rawValue)\(result)"
    }

    private var result: String? {
        switch state {
        case .context(.succeeded(let result, _)), .step(.succeeded(_, let result)),
            .callback(.succeeded(_, let result)), .invoke(.succeeded(let result)):
            result
        case .context(.failed(let error)), .step(.failed(_, let error)),
            .callback(.failed(_, let error)), .callback(.timedOut(_, let error)),
            .invoke(.failed(let error)), .invoke(.timedOut(let error)),
            .invoke(.stopped(let error)):
            [error.type, error.message].compactMap(\.self).joined(separator: ": ")
        default: nil
        }
    }
}
