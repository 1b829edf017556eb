import TestTools
import Testing

@testable import DurableExecution

@Suite struct `The settings` {
    @Test(
        arguments: [
            ("local", nil, ExecutionMode.local(durable: false)),
            ("local", true, .local(durable: true)), ("local", false, .local(durable: false)),
            ("worker", nil, .worker(durable: true)), ("worker", true, .worker(durable: true)),
            ("worker", false, .worker(durable: false)), ("lambda", nil, .lambda),
            ("lambda", false, .lambda), ("durable-lambda", nil, .durableLambda),
            ("durable-lambda", true, .durableLambda),
        ] as [(String, Bool?, ExecutionMode)]
    )
    func `make a runtime and a durability one mode`(
        _ runtime: String,
        _ durable: Bool?,
        _ mode: ExecutionMode
    ) throws {
        #expect(try #require(RuntimeName(runtime)).mode(durable: durable) == mode)
        #expect(mode.isDurable == (durable ?? mode.isDurable))
    }

    @Test func `refuse the pairs that there are not, in these words`() throws {
        let durable = #expect(throws: SettingsError.self) {
            try RuntimeName.function(.lambda).mode(durable: true)
        }
        #expect(
            durable?.description
                == "Lambda runtime cannot be durable. Use 'durable-lambda' for durable serverless workflows."
        )
        let transient = #expect(throws: SettingsError.self) {
            try RuntimeName.function(.durableLambda).mode(durable: false)
        }
        #expect(
            transient?.description
                == "Durable Lambda runtime is always durable. Use 'lambda' for transient serverless tasks."
        )
    }

    @Test func `count from the call over the workflow and the configuration to the environment`()
        throws
    {
        let call = try Settings(["durable": "true"], source: "call")
        let workflow = try Settings(["durable": "false", "timeout": "5m"], source: "workflow")
        let file = try Settings(["timeout": "1h", "runtime": "worker"], source: "file")
        let environment = try Settings(environment: [
            "PERDURE_RUNTIME": "lambda", "PERDURE_RETENTION": "7", "HOME": "/",
        ])
        let settings = call.or(workflow).or(file).or(environment)
        #expect(try settings.mode(in: .host(.local)) == .worker(durable: true))
        #expect(settings.timeout == .minutes(5))
        #expect(settings.retention == .days(7))
    }

    @Test func `of an unknown name are refused with the names that there are`() {
        let error = #expect(throws: SettingsError.self) {
            try Settings(["foo": "1"], source: "perdure.yaml")
        }
        #expect(
            error?.description == """
                perdure.yaml has no setting 'foo'; there are: durable, region, retention, retries, \
                retry_delay, runtime, store, tags, timeout.
                """
        )
    }

    @Test(arguments: [
        ("runtime", "celery"), ("durable", "yes"), ("retries", "-1"), ("retry_delay", "soon"),
        ("retry_delay", "1s,,2s"), ("timeout", "0s"), ("timeout", "1s1h"), ("retention", "0"),
    ])
    func `that cannot be are refused by name`(_ name: String, _ text: String) {
        let error = #expect(throws: SettingsError.self) {
            try Settings([name: text], source: "perdure.yaml")
        }
        #expect(
            error?.description.hasPrefix("perdure.yaml: '\(text)' cannot be \(name); use ") == true
        )
    }

    private struct Failure: Error {}

    @Test(
        arguments: [
            (["retries": "3"], [1, 2, 4]), (["retries": "0"], []),
            (["retries": "2", "retry_delay": "5s"], [5, 5]),
            (["retry_delay": "1,5,30"], [1, 5, 30]),
            (["retry_delay": "1m,1h", "retries": "1"], [60]),
            (
                ["retry_delay": "exponential", "retries": "10"],
                [1, 2, 4, 8, 16, 32, 64, 128, 256, 300]
            ),
        ] as [([String: String], [Int])]
    )
    func `of retries give the delays between attempts`(
        _ texts: [String: String],
        _ seconds: [Int]
    ) throws {
        let settings = try Settings(texts, source: "test")
        let retry = try #require(settings.retryStrategy)
        var random = SystemRandomNumberGenerator()
        for (index, delay) in (seconds.map { Duration.seconds($0) } + [nil]).enumerated() {
            #expect(
                retry.delay(after: Failure(), afterAttempts: index + 1, using: &random) == delay
            )
        }
    }

    @Test(
        arguments: [
            ("90", Duration.seconds(90)), ("45s", .seconds(45)), ("1h30m", .minutes(90)),
            ("2d", .days(2)), ("1w1ms", .days(7) + .milliseconds(1)), ("", nil), ("s", nil),
            ("5 s", nil), ("-5", nil), ("1m1m", nil), ("1s1m", nil), ("99999999999999999999s", nil),
            ("9999999999999999w", nil),
        ] as [(String, Duration?)]
    )
    func `say durations as text`(_ text: String, _ duration: Duration?) {
        #expect(Duration(text) == duration)
    }
}

@Suite struct `A workflow's settings` {
    @Test func `say how its steps are retried, unless a step says it itself`() async throws {
        let tally = Tally()
        let harness = Harness(
            Workflow("w", retry: .delays([.seconds(1), .seconds(1)])) {
                (_: Int?, context: WorkflowContext) in
                for (name, retry) in [("inherits", nil), ("own", RetryStrategy.never)] {
                    try? await context.step(name, retry: retry) {
                        guard tally.count(name) < 0 else { throw Unexpected(name) }
                    }
                }
                try await context.child("child") { context in
                    try? await context.step("inside") {
                        guard tally.count("inside") < 0 else { throw Unexpected("inside") }
                    }
                }
                return 1
            }
        )
        #expect(try await harness.run().result == "1")
        #expect(tally.all == ["inherits": 3, "own": 1, "inside": 3])
    }

    @Test(arguments: [
        (Settings(), true), (Settings(durable: false), false),
        (Settings(.function(.lambda), nil, nil, nil, nil), false),
        (Settings(.function(.durableLambda), nil, nil, nil, nil), true),
        (Settings(.host(.local), nil, nil, nil, nil), true),
        (Settings(.host(.worker), false, nil, nil, nil), false),
    ])
    func `say whether it is durable on Lambda`(_ settings: Settings, _ isDurable: Bool) throws {
        #expect(try settings.isDurableOnLambda == isDurable)
    }
}

@Suite struct `A branch` {
    @Test func `is abandoned when the child that started it ends`() async throws {
        let tally = Tally()
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                try await context.child("child") { context in
                    _ = try context.start("beside") { context in
                        try await context.wait("a day", for: .days(1))
                        return try await context.step("late") { tally.count("late") }
                    }
                    try await context.wait("an hour", for: .hours(1))
                }
                try await context.wait("two days", for: .days(2))
                return 1
            }
        )
        #expect(try await harness.run().result == "1")
        #expect(tally.all.isEmpty)
        let statuses = try await harness.record.operations.filter { $0.name == "beside" }.map(
            \.status
        )
        #expect(statuses == [.started])
    }
}
