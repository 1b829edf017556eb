import Testing

@testable import DurableExecution

@Suite struct `A log entry` {
    private static let error = ErrorObject(type: "E", message: "m")
    private static let owner = LogEntry.Owner(
        deadline: Timestamp(millisecondsSinceEpoch: 300),
        process: 7
    )

    /// What follows the nonce and the time, in the form of Protocol Buffers.
    private static let contents: [(LogEntry.Content, [UInt8])] = [
        (
            .batch([OperationUpdate(id: .path(1, in: nil), name: "a", change: .startStep)]),
            [0x22, 10, 10, 8, 10, 1, 0x31, 26, 1, 0x61, 40, 8]
        ),
        (.suspension, [0x2A, 0]),
        (.seal(owner), [0x32, 5, 8, 0xAC, 2, 16, 7]),
        (
            .event(.answer(CallbackToken(rawValue: "t"), .succeeded(result: "1"))),
            [0x3A, 6, 10, 1, 0x74, 18, 1, 0x31]
        ),
        (
            .event(.answer(CallbackToken(rawValue: "t"), .succeeded(result: nil))),
            [0x3A, 3, 10, 1, 0x74]
        ),
        (
            .event(.answer(CallbackToken(rawValue: "t"), .failed(error))),
            [0x3A, 11, 10, 1, 0x74, 26, 6, 10, 1, 0x45, 18, 1, 0x6D]
        ),
        (.event(.beat(CallbackToken(rawValue: "t"))), [0x42, 3, 10, 1, 0x74]),
        (
            .event(.invoked(.path(3, in: nil), .timedOut(ErrorObject(type: "E", message: nil)))),
            [0x4A, 12, 10, 1, 0x33, 18, 7, 8, 3, 26, 3, 10, 1, 0x45]
        ),
        (
            .event(.signal(Signal(name: "s", payload: "2"))),
            [0x52, 6, 10, 1, 0x73, 18, 1, 0x32]
        ),
        (.event(.cancel(reason: "r")), [0x5A, 3, 10, 1, 0x72]),
        (.event(.stop(error)), [0x62, 8, 10, 6, 10, 1, 0x45, 18, 1, 0x6D]),
    ]

    private static func entry(_ content: LogEntry.Content) -> LogEntry {
        LogEntry(nonce: "n", time: Timestamp(millisecondsSinceEpoch: 5), content: content)
    }

    @Test(arguments: contents)
    func `has a form that can be read for good`(
        _ content: LogEntry.Content,
        _ bytes: [UInt8]
    ) throws {
        let expected = [10, 1, 0x6E, 16, 5] + bytes
        #expect(Self.entry(content).bytes == expected)
        #expect(try LogEntry(expected) == Self.entry(content))
    }

    @Test func `that starts an execution keeps all of its settings`() throws {
        let options = StartOptions(
            timeout: .seconds(3),
            tags: try Tags(["a", "b"]),
            parent: StartOptions.Parent(
                execution: ExecutionID(rawValue: "p/1"),
                operation: .path(2, in: nil)
            ),
            continues: ExecutionID(rawValue: "w/0"),
            version: "2",
            trace: TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        )
        for owner in [nil, Self.owner] {
            var start = LogEntry.Start(
                workflow: "w",
                name: try ExecutionName("one"),
                input: "1",
                secret: "s",
                options: options,
                owner: owner
            )
            #expect(try LogEntry(Self.entry(.start(start)).bytes) == Self.entry(.start(start)))
            start.fork = LogEntry.Fork(
                origin: ExecutionID(rawValue: "w/0"),
                startedAt: Timestamp(millisecondsSinceEpoch: 7),
                entries: [Self.entry(.suspension), Self.entry(.event(.cancel(reason: "r")))]
            )
            #expect(try LogEntry(Self.entry(.start(start)).bytes) == Self.entry(.start(start)))
        }
    }

    private static let changes: [OperationUpdate.Change] = [
        .succeedExecution(result: "1"), .succeedExecution(result: nil), .failExecution(error),
        .stopExecution(error), .continueExecution(input: "1"), .startContext,
        .succeedContext(result: "1", replaysChildren: false),
        .succeedContext(result: "", replaysChildren: true), .failContext(error), .startStep,
        .succeedStep(result: #"{"a":"ü\u0000"}"#), .failStep(error),
        .retryStep(error, after: .milliseconds(1500)),
        .continueStep(state: "2", after: .seconds(1)),
        .startWait(.seconds(3)), .cancelWait,
        .startCallback(CallbackLimits(timeout: .seconds(1), heartbeat: nil)),
        .startInvoke(InvokeTarget(function: "f", tenantID: "t", parentClose: .cancel), input: "1"),
        .cancelInvoke(reason: nil),
    ]

    @Test(arguments: changes)
    func `keeps every update`(_ change: OperationUpdate.Change) throws {
        let update = OperationUpdate(
            id: .path(2, in: .path(1, in: nil)),
            parent: .path(1, in: nil),
            name: "n",
            subtype: "S",
            change: change
        )
        let entry = Self.entry(.batch([update, update]))
        #expect(try LogEntry(entry.bytes) == entry)
    }

    @Test func `may have fields of later versions, which are passed over`() throws {
        let later: [UInt8] = [0xF8, 6, 1, 0xFA, 6, 2, 1, 2, 0xFD, 6, 1, 2, 3, 4]
        let entry = Self.entry(.suspension)
        #expect(try LogEntry(entry.bytes + later) == entry)
    }

    @Test func `that is cut off or changed is refused, and never traps`() {
        let whole = Self.entry(.event(.answer(CallbackToken(rawValue: "t"), .failed(Self.error))))
            .bytes
        for length in whole.indices {
            #expect(throws: InvalidLog.self) { try LogEntry(Array(whole[..<length])) }
        }
        for position in whole.indices {
            for byte in UInt8.min ... .max {
                var changed = whole
                changed[position] = byte
                _ = try? LogEntry(changed)
            }
        }
    }
}
