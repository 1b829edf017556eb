import Foundation
import HTTPTransport
import TestServices
import Testing

/// What handlers can do, under AWS's own emulator in both of its modes.
struct RuntimeProbeTests {
    enum Mode: String, CaseIterable {
        case onDemand
        case managedInstance
    }

    private func emulator(
        _ mode: Mode,
        probe: String = "",
        timeout: Int = 30
    ) async throws -> RuntimeInterfaceEmulator {
        try await RuntimeInterfaceEmulator(
            Sample("RuntimeProbe"),
            concurrency: mode == .managedInstance ? 3 : nil,
            environment: ["PROBE": probe, "AWS_LAMBDA_FUNCTION_TIMEOUT": "\(timeout)"]
        )
    }

    @Test(arguments: Mode.allCases)
    func `A closure answers, fails and goes on`(mode: Mode) async throws {
        let emulator = try await emulator(mode, probe: "concurrent")
        #expect(try await emulator.ask(#"{"wish":"echo","text":"é"}"#).text == #"["é"]"#)
        let failure = try await emulator.ask(#"{"wish":"fail","text":"a\nb\u0000"}"#)
        let expected = """
            {"errorType":"Payment.Declined","errorMessage":"a\\nb\\u0000",\
            "stackTrace":["pay()","main()"]}
            """
        #expect(failure.text == expected)
        #expect(try await emulator.ask("[]").text.contains("Runtime.UnmarshalError"))
        #expect(try await emulator.ask(#"{"wish":"echo","text":"b"}"#).text == #"["b"]"#)
    }

    @Test(arguments: Mode.allCases)
    func `A handler may await the main actor`(mode: Mode) async throws {
        let emulator = try await emulator(mode, probe: "concurrent")
        for count in 1...3 {
            #expect(try await emulator.ask(#"{"wish":"mainActor"}"#).text == #"["\#(count)"]"#)
        }
    }

    @Test(arguments: Mode.allCases)
    func `A handler type is made before the first event`(mode: Mode) async throws {
        let emulator = try await emulator(mode, probe: "type")
        #expect(try await emulator.ask(#"{"wish":"echo"}"#).text == "1")
    }

    @Test
    func `A handler type that cannot be made is an initialisation error`() async throws {
        let emulator = try await emulator(.onDemand, probe: "broken")
        let answer = try await emulator.ask("{}")
        #expect(answer.text.contains("Payment.Declined"))
        #expect(answer.text.contains("no table"))
    }

    @Test(arguments: Mode.allCases)
    func `An answer is streamed in pieces`(mode: Mode) async throws {
        let emulator = try await emulator(mode, probe: "stream")
        let answer = try await emulator.ask(#"{"wish":"echo","text":"one two three"}"#)
        #expect(answer.text == "onetwothree")
        let empty = try await emulator.ask(#"{"wish":"echo"}"#)
        #expect(empty.text == "")
        let large = String(repeating: "a", count: 3_000_000)
        #expect(try await emulator.ask(#"{"wish":"echo","text":"\#(large)"}"#).text == large)
    }

    @Test
    func `A streamed answer has its head, and its error`() async throws {
        let emulator = try await emulator(.managedInstance, probe: "stream")
        let answer = try await emulator.ask(#"{"wish":"mainActor","text":"body"}"#)
        #expect(answer.fields["Lambda-Runtime-Function-Response-Mode"] == "streaming")
        let head = #"{"statusCode":201,"headers":{},"cookies":["a=b"]}"#
        #expect(answer.body == Array(head.utf8) + [0, 0, 0, 0, 0, 0, 0, 0] + Array("body".utf8))
        let failure = try await emulator.ask(#"{"wish":"fail","text":"half"}"#)
        #expect(failure.fields["Error-Type"] == "Function.Unknown")
        #expect(failure.text.contains(#""errorMessage":"in the midst""#))
        #expect(try await emulator.ask(#"{"wish":"echo","text":"on"}"#).text == "on")
    }

    @Test
    func `A handler is cancelled before the time-out, and can say so`() async throws {
        let emulator = try await emulator(.onDemand, timeout: 1)
        let answer = try await emulator.ask(#"{"wish":"sleep"}"#)
        #expect(answer.text.contains(#""errorType":"CancellationError""#))
        #expect(try await emulator.ask(#"{"wish":"echo","text":"on"}"#).text == #"["on"]"#)
    }

    @Test(arguments: Mode.allCases)
    func `A handler that hangs runs into the time-out, and the function goes on`(
        mode: Mode
    ) async throws {
        let emulator = try await emulator(mode, probe: "concurrent", timeout: 1)
        #expect(try await emulator.ask(#"{"wish":"hang"}"#).text.contains("timed out"))
        #expect(try await emulator.ask(#"{"wish":"echo","text":"on"}"#).text == #"["on"]"#)
    }

    @Test
    func `Hooks run before Lambda ends the process`() async throws {
        let emulator = try await emulator(.onDemand, timeout: 1)
        // After a time-out the emulator starts the process anew.
        _ = try await emulator.ask(#"{"wish":"hang"}"#)
        try await emulator.waitForOutput("shutting down")
    }

    @Test
    func `A Managed Instance serves several events at once`() async throws {
        let emulator = try await emulator(.managedInstance, probe: "concurrent")
        // The emulator starts the process with the first event.
        _ = try await emulator.ask(#"{"wish":"echo","text":"on"}"#)
        // Neither answers before both are there.
        async let first = emulator.ask(#"{"wish":"meet"}"#)
        async let second = emulator.ask(#"{"wish":"meet"}"#)
        let ids = try await [first.text, second.text]
        #expect(Set(ids).count == 2)
        #expect(ids.allSatisfy { $0.count == #"["8476a536-e9f4-11e8-9739-2dfe598c3fcd"]"#.count })
    }

    @Test
    func `A trace is known to the task, and not to an environment that several share`()
        async throws
    {
        let trace = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1"
        let emulator = try await emulator(.managedInstance, probe: "concurrent")
        let seen = try await emulator.ask(
            #"{"wish":"trace"}"#,
            fields: ["X-Amzn-Trace-Id": trace]
        )
        #expect(seen.text.hasPrefix(#"["none","Root=1-5bef4de7"#))
    }
}

extension HTTPResponse {
    fileprivate var text: String { String(decoding: body, as: UTF8.self) }
}

extension RuntimeInterfaceEmulator {
    fileprivate func ask(_ event: String, fields: HTTPFields = [:]) async throws -> HTTPResponse {
        try await invoke(Array(event.utf8), fields: fields)
    }
}
