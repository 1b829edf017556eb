public import DurableExecution
import DurableHistory
import FoundationEssentials

/// The history of an execution that has run somewhere: what code that has changed must still follow.
///
/// `perdure executions show NAME --output json` prints one, of any store; ``TestRun/history`` is one, too.
public struct StoredHistory: Sendable {
    let recorded: RecordedHistory
    /// As it is kept in a file.
    public let json: String

    /// - Throws: ``HistoryError`` where the text is not a history.
    public init(json: String) throws(HistoryError) {
        self.json = json
        do {
            let page = try PayloadCoder.decode(HistoryFile.self, from: json)
            recorded = try RecordedHistory(page.events)
        } catch {
            throw .unreadable("\(error)")
        }
    }

    /// Reads a file.
    public init(contentsOf path: String) throws {
        let data = try Data(contentsOf: URL(filePath: path))
        try self.init(json: String(decoding: data, as: UTF8.self))
    }

    /// Runs a workflow's code over the history, without running the bodies of its steps.
    ///
    /// - Throws: ``HistoryError`` where the code asks for something else than what is recorded, or gives
    ///   another result.
    public func replay<Input, Output>(_ workflow: Workflow<Input, Output>) async throws {
        let session = try await ExecutionSession(
            of: recorded.operations[0].name ?? "",
            port: Recorded(recorded.operations),
            token: CheckpointToken(rawValue: ""),
            now: { [recorded] in recorded.operations[0].startedAt },
            mode: .replay
        )
        session.start(workflow.hosted)
        let settlement = await session.settlement()
        session.abandon()
        guard case .ended(let outcome) = settlement else { return }
        if case .failed(let error) = outcome, error.type == NonDeterminism.errorType {
            throw HistoryError.contradicted(error.message ?? "")
        }
        guard let before = recorded.outcome, before != outcome else { return }
        throw HistoryError.endsDifferently(recorded: before.text, now: outcome.text)
    }
}

/// As `perdure executions show` and the service's API write it.
struct HistoryFile: Codable {
    let events: [EventDocument]

    private enum CodingKeys: String, CodingKey {
        case events = "Events"
    }
}

/// A history cannot be read, or is not what the code does.
public enum HistoryError: Error, Hashable, CustomStringConvertible {
    /// The text is not a history.
    case unreadable(String)
    /// The code asks for something else than what is recorded.
    case contradicted(String)
    /// The code comes to another end.
    case endsDifferently(recorded: String, now: String)
    /// A run has not done what the history in a file says.
    case differs(file: String, recorded: String, now: String)

    /// What is wrong.
    public var description: String {
        switch self {
        case .unreadable(let reason): "The history cannot be read: \(reason)"
        case .contradicted(let message): message
        case .endsDifferently(let recorded, let now):
            "The workflow ended with \(recorded), and would now end with \(now)."
        case .differs(let file, let recorded, let now):
            """
            The run does not do what \(file) says. Recorded: \(recorded). Now: \(now). If that is \
            intended, remove the file, and have the test record it anew.
            """
        }
    }
}

extension ExecutionOutcome {
    fileprivate var text: String {
        switch self {
        case .succeeded(let result): result ?? "nothing"
        case .failed(let error), .timedOut(let error), .stopped(let error):
            [error.type, error.message].compactMap(\.self).joined(separator: ": ")
        case .continued(let input): "a new execution with \(input ?? "nothing")"
        }
    }
}
