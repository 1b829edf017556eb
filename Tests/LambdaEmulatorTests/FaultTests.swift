import DurableExecution
import HTTPTransport
import TestServices
import TestTools
import Testing

@testable import LambdaEmulator

struct FaultTests {
    @Test(arguments: [
        ("crash:mail", Fault(.crash, at: "mail")),
        ("crash-after:a: b", Fault(.crashAfterwards, at: "a: b")),
        ("freeze:mail", Fault(.freeze, at: "mail")),
        ("delay=0.5:mail", Fault(.delay(.milliseconds(500)), at: "mail")),
        ("mail", nil), ("crash:", nil), ("crash=1:mail", nil), ("delay:mail", nil),
        ("delay=-1:mail", nil), ("delay=x:mail", nil),
    ])
    func `is written as what happens and where`(text: String, fault: Fault?) {
        #expect(Fault(text) == fault)
    }

    @Test(arguments: [
        (OperationUpdate.Change.startStep, false), (.succeedStep(result: nil), true),
        (.startWait(.seconds(1)), true), (.startContext, false),
    ])
    func `strikes once, where an operation's fate is reported`(
        change: OperationUpdate.Change,
        strikes: Bool
    ) {
        let plan = FaultPlan([Fault(.crash, at: "mail")])
        func update(_ name: String) -> OperationUpdate {
            OperationUpdate(id: .path(1, in: nil), name: name, change: change)
        }
        #expect(plan.take(at: [update("other")]) == nil)
        #expect((plan.take(at: [update("other"), update("mail")]) != nil) == strikes)
        #expect((plan.take(at: [update("mail")]) != nil) == false)
    }

    @Test(
        .timeLimit(.minutes(15)),
        arguments: [
            Case(kind: .crash, cause: .exited, announcements: 2),
            Case(kind: .crashAfterwards, cause: .exited, announcements: 1),
            Case(kind: .freeze, passes: .seconds(30), cause: .timedOut, announcements: 1),
            Case(kind: .delay(.seconds(20)), passes: .seconds(20), announcements: 1),
        ]
    )
    func `is survived by an execution`(
        testCase: Case
    ) async throws {
        let time = ManualTime()
        let fault = Fault(testCase.kind, at: "announce")
        try await withTemporaryFolder { folder in
            let function = try FunctionDefinition.built(
                "Approvals",
                in: folder,
                environment: ["PERDURE_STORE": "dynamodb://nowhere"]
            )
            try await EmulatorHarness.run([function], time: time, faults: [fault]) { emulator in
                let document = #"{"title":"Plan","author":"Ada","recipients":[]}"#
                let fields: HTTPFields = ["X-Amz-Invocation-Type": "Event"]
                _ = try await emulator.invoke("F", document, fields: fields)
                var seen: [EmulatorEvent.Kind] = []
                try await emulator.first { event in
                    seen.append(event)
                    if case .execution(_, .struck) = event { time.advance(by: testCase.passes) }
                    return event.isSuspension ? event : nil
                }
                #expect(seen.contains { $0.isStroke(of: fault) })
                #expect(seen.compactMap(\.failureCause) == [testCase.cause].compactMap(\.self))
                #expect(seen.count { $0.isAnnouncement } == testCase.announcements)
            }
        }
    }
}

extension FaultTests {
    struct Case: Sendable {
        let kind: Fault.Kind
        /// How much time passes after it has struck.
        var passes = Duration.zero
        /// Why the invocation fails that it strikes.
        var cause: FunctionFailure.Cause?
        /// How often the step is taken.
        let announcements: Int
    }
}

extension EmulatorEvent.Kind {
    fileprivate var isSuspension: Bool {
        if case .execution(_, .suspended) = self { true } else { false }
    }

    fileprivate func isStroke(of fault: Fault) -> Bool {
        if case .execution(_, .struck(fault)) = self { true } else { false }
    }

    fileprivate var failureCause: FunctionFailure.Cause? {
        if case .ended(_, .failed(let failure)) = self { failure.cause } else { nil }
    }

    /// What the sample prints in the step.
    fileprivate var isAnnouncement: Bool {
        if case .output(let line) = self { line.contains("asks for approval") } else { false }
    }
}
