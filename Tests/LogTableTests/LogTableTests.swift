import LogTables
import TestServices
import Testing

@testable import DurableExecution

@Suite struct `A table of logs` {
    private let execution: ExecutionID
    private let other: ExecutionID

    init() throws {
        execution = ExecutionID(workflow: "w", name: try ExecutionName("one"))
        other = ExecutionID(workflow: "w", name: try ExecutionName("other"))
    }

    private func entry(_ content: LogEntry.Content = .suspension) -> LogEntry {
        let time = Timestamp(millisecondsSinceEpoch: 1_700_000_000_000)
        return LogEntry(nonce: .nonce(), time: time, content: content)
    }

    @Test(arguments: TableKind.allCases)
    func `gives entries back as they were written, each execution's own`(
        _ kind: TableKind
    ) async throws {
        let table = try await kind.make()
        let error = ErrorObject(type: "E", message: "ü\u{0} \"\\ 🙂", data: "d", stackTrace: ["a"])
        let step = OperationUpdate(id: .path(1, in: nil), name: "a", change: .failStep(error))
        let entries = [
            entry(.batch([step])), entry(),
            entry(.event(.invoked(.path(2, in: nil), .failed(error)))),
            entry(.event(.answer(CallbackToken(rawValue: "t"), .succeeded(result: nil)))),
        ]
        for (number, entry) in entries.enumerated() {
            guard
                case .written = try await table.append(
                    entry,
                    at: number,
                    of: execution,
                    showing: nil
                )
            else {
                throw Taken()
            }
        }
        guard case .written = try await table.append(entry(), at: 0, of: other, showing: nil) else {
            throw Taken()
        }
        #expect(try await table.read(execution) == entries)
        #expect(try await table.read(other).count == 1)
        #expect(try await table.read(ExecutionID(rawValue: "w/none")).isEmpty)
    }

    @Test(arguments: TableKind.allCases, [400_000, 1_000_000, 5_000_000])
    func `gives back entries of any size, to their readers and to whoever collides with them`(
        _ kind: TableKind,
        size: Int
    ) async throws {
        let table = try await kind.make()
        let result = String(repeating: "ü1\"", count: size / 4)
        let step = OperationUpdate(
            id: .path(1, in: nil),
            name: "a",
            change: .succeedStep(result: result)
        )
        let entries = [entry(.batch([step])), entry(), entry(.batch([step])), entry()]
        for (number, entry) in entries.enumerated() {
            let append = try await table.append(entry, at: number, of: execution, showing: nil)
            #expect(append == .written)
        }
        #expect(try await table.read(execution) == entries)
        for loser in [entry(.batch([step])), entry()] {
            let append = try await table.append(loser, at: 2, of: execution, showing: nil)
            #expect(append == .taken(by: entries[2]))
        }
        let again = try await table.append(entries[2], at: 2, of: execution, showing: nil)
        #expect(again == (kind == .memory ? .taken(by: entries[2]) : .written))
        #expect(try await table.read(execution) == entries)
    }

    @Test(arguments: TableKind.allCases)
    func `tells the second writer of a number what took it, and keeps the first`(
        _ kind: TableKind
    ) async throws {
        let table = try await kind.make()
        let (first, second) = (entry(), entry())
        _ = try await table.append(first, at: 0, of: execution, showing: nil)
        guard
            case .taken(let found) = try await table.append(
                second,
                at: 0,
                of: execution,
                showing: nil
            )
        else {
            throw NotTaken()
        }
        #expect(found == first)
        #expect(try await table.read(execution) == [first])
    }

    @Test(arguments: TableKind.allCases)
    func `gives each number to one of many writers`(_ kind: TableKind) async throws {
        let table = try await kind.make()
        let (execution, writers) = (execution, 8)
        let entries = (0..<writers * 5).map { _ in entry() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<writers {
                group.addTask {
                    var number = 0
                    for entry in entries[writer * 5..<writer * 5 + 5] {
                        while case .taken = try await table.append(
                            entry,
                            at: number,
                            of: execution,
                            showing: nil
                        ) { number += 1 }
                        number += 1
                    }
                }
            }
            try await group.waitForAll()
        }
        let written = try await table.read(execution)
        #expect(Set(written) == Set(entries))
        #expect(written.count == entries.count)
    }

    @Test(arguments: [TableKind.sqlite, .dynamoDB], [UInt64(1), 2, 3])
    func `does whatever the one in memory does`(_ kind: TableKind, seed: UInt64) async throws {
        var random = SplitMix64(state: seed)
        let (model, table) = (InMemoryLog(), try await kind.make())
        for _ in 1...60 {
            let log = Bool.random(using: &random) ? execution : other
            let next = model.read(log).count
            // Now and then a number that is taken already.
            let number = max(0, next - Int.random(in: 0...2, using: &random) / 2)
            let entry = entry(.batch([]))
            let expected = try model.append(entry, at: number, of: log, showing: nil)
            #expect(try await table.append(entry, at: number, of: log, showing: nil) == expected)
        }
        for log in [execution, other] {
            #expect(try await table.read(log) == model.read(log))
        }
    }
}

private struct Taken: Error {}
private struct NotTaken: Error {}
