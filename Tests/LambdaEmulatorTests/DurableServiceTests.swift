import DurableExecution
import Synchronization
import TestTools
import Testing

@testable import LambdaEmulator

/// The durable service with a clock that stands still and functions that are closures.
@Suite struct DurableServiceTests {
    private static let function = FunctionDefinition(
        logicalID: "F",
        name: "F",
        codeURI: "",
        durability: Durability(executionTimeout: .seconds(3600))
    )

    /// Runs a service whose one function is `handler`, which gets the service to call back.
    private func withService(
        _ time: ManualTime,
        skipsTime: Bool = false,
        handler: @escaping @Sendable (DurableService, ReceivedInput) async throws -> String,
        _ body: (DurableService, AsyncStream<EmulatorEvent.ExecutionNews>) async throws -> Void
    ) async throws {
        let ids = Counter()
        let (news, reports) = AsyncStream.makeStream(of: EmulatorEvent.ExecutionNews.self)
        let slot = Slot<DurableService>()
        let service = DurableService(
            functions: [Self.function],
            time: time,
            skipsTime: skipsTime,
            makeID: { ids.next() },
            invoke: { _, invocation in
                let outcome = await Self.outcome(of: invocation) { input in
                    try await handler(slot.filled(), input)
                }
                return InvocationReply(outcome: outcome, logTail: [])
            },
            report: { event in
                if case .execution(_, let item) = event.kind { reports.yield(item) }
            }
        )
        slot.fill(service)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await service.run() }
            try await body(service, news)
            group.cancelAll()
        }
    }

    private static func outcome(
        of invocation: Invocation,
        _ handler: (ReceivedInput) async throws -> String
    ) async -> InvocationOutcome {
        do {
            let input = try WireJSON.decode(ReceivedInput.self, invocation.payload)
            return .succeeded(Array(try await handler(input).utf8))
        } catch {
            return .failed(FunctionFailure(cause: .exited, type: "E", message: "\(error)"))
        }
    }

    @Test func `a caller who waits gets the result after a wait of an hour`() async throws {
        let time = ManualTime()
        try await withService(time) { service, input in
            if input.operations.count > 1 { return #"{"Status":"SUCCEEDED","Result":"\"done\""}"# }
            let wait = OperationUpdate(id: .path(1, in: nil), change: .startWait(.seconds(1800)))
            let request = CheckpointRequest(checkpointToken: input.token, updates: [wait])
            _ = try await service.checkpoint(input.arn, request)
            return #"{"Status":"PENDING"}"#
        } _: { service, news in
            let identity = try await service.start(Self.function, name: "n", input: [])
            async let outcome = service.outcome(of: identity)
            #expect(await news.first { $0 == .suspended } != nil)
            time.advance(by: .seconds(1800))
            #expect(try await outcome == .succeeded(Array(#""done""#.utf8)))
        }
    }

    @Test func `where time is skipped, an hour is over at once and still counts`() async throws {
        let time = ManualTime()
        try await withService(time, skipsTime: true) { service, input in
            if input.operations.count > 1 { return #"{"Status":"SUCCEEDED"}"# }
            let wait = OperationUpdate(id: .path(1, in: nil), change: .startWait(.seconds(1800)))
            let request = CheckpointRequest(checkpointToken: input.token, updates: [wait])
            _ = try await service.checkpoint(input.arn, request)
            return #"{"Status":"PENDING"}"#
        } _: { service, _ in
            let identity = try await service.start(Self.function, name: "n", input: [])
            _ = try await service.outcome(of: identity)
            let record = try await service.execution(identity.arn).record
            let end = try #require(record.execution.endedAt)
            #expect(record.startedAt.duration(to: end) == .seconds(1800))
        }
    }

    @Test func `a name stands for one execution, and for one input`() async throws {
        try await withService(ManualTime()) { _, _ in
            #"{"Status":"SUCCEEDED","Result":"1"}"#
        } _: { service, _ in
            let first = try await service.start(Self.function, name: "n", input: [1])
            #expect(try await service.start(Self.function, name: "n", input: [1]) == first)
            let error = await #expect(throws: ServiceError.self) {
                try await service.start(Self.function, name: "n", input: [2])
            }
            #expect(error?.code == "DurableExecutionAlreadyStartedException")
        }
    }

    @Test func `an execution that takes longer than it may fails its caller`() async throws {
        let time = ManualTime()
        try await withService(time) { service, input in
            let callback = OperationUpdate(
                id: .path(1, in: nil),
                change: .startCallback(CallbackLimits())
            )
            let request = CheckpointRequest(checkpointToken: input.token, updates: [callback])
            _ = try await service.checkpoint(input.arn, request)
            return #"{"Status":"PENDING"}"#
        } _: { service, news in
            let identity = try await service.start(Self.function, name: nil, input: [])
            async let outcome = service.outcome(of: identity)
            #expect(await news.first { $0 == .suspended } != nil)
            time.advance(by: .seconds(3600))
            #expect(try await outcome == .failed(FunctionFailure(.executionTimedOut)))
        }
    }

    @Test func `an unknown callback or execution is not found`() async throws {
        try await withService(ManualTime()) { _, _ in
            ""
        } _: { service, _ in
            for token in ["", "x", "eC95L3o="] {
                let error = await #expect(throws: ServiceError.self) {
                    try await service.beat(CallbackToken(rawValue: token))
                }
                #expect(error?.code == "ResourceNotFoundException")
            }
            await #expect(throws: ServiceError.self) { try await service.execution("arn") }
        }
    }
}

/// Holds what can only be made after the place that uses it.
private final class Slot<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)

    func fill(_ value: Value) { self.value.withLock { $0 = value } }

    func filled() throws -> Value {
        let value = value.withLock { $0 }
        return try #require(value)
    }
}
