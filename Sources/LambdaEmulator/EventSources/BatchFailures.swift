import JSONCoding

/// Which messages of a batch are to come again; all others are done.
enum BatchFailures: Hashable {
    case none
    case some(Set<String>)
    case all

    /// Takes how the invocation ended, and whether the function was asked to name what failed.
    ///
    /// An answer that names something else than messages of the batch fails all of it, so that none is
    /// lost.
    ///
    /// Source: Lambda developer guide, "Implementing partial batch responses", success and failure
    /// conditions.
    init(_ outcome: InvocationOutcome, among messageIDs: Set<String>, areAsked: Bool) {
        switch outcome {
        case .failed: self = .all
        case .succeeded where !areAsked: self = .none
        case .succeeded(let answer): self.init(answer, among: messageIDs)
        }
    }

    private init(_ answer: [UInt8], among messageIDs: Set<String>) {
        // An answer that is no JSON is none that says what failed.
        guard let answer = answer.isEmpty ? .null : try? JSON(parsing: answer) else {
            self = .all
            return
        }
        switch (answer, answer["batchItemFailures"]) {
        case (.null, _), (.object, nil), (.object, .null): self = .none
        case (.object, .array(let failures)):
            let named = failures.map { $0["itemIdentifier"]?.string }
            let known = Set(named.compactMap(\.self)).intersection(messageIDs)
            let areAllKnown = named.allSatisfy { $0.map(messageIDs.contains) ?? false }
            self = areAllKnown ? (known.isEmpty ? .none : .some(known)) : .all
        default: self = .all
        }
    }

    func contains(_ messageID: String) -> Bool {
        switch self {
        case .none: false
        case .some(let ids): ids.contains(messageID)
        case .all: true
        }
    }
}
