import SampleEvents
import Testing

/// The packaged samples under AWS's runtime interface emulator, with nothing around them.
struct EmptyRootTests {
    private static let events: [[UInt8]] = [
        Array(#"{"b": 1.0,  "a":[ ] , "é":"\u0041"}"#.utf8),
        Array("null".utf8),
        [0x00, 0xFF, 0x0A, 0x0D, 0x0A, 0xC3],
        (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) },
    ]

    @Test func `Echo gives events back byte for byte`() async throws {
        let emulator = try await RuntimeInterfaceEmulator(Sample("Echo"))
        for event in Self.events {
            let answer = try await emulator.invoke(event)
            #expect(answer.status == 200)
            #expect(answer.body == event)
        }
    }

    @Test func `EchoJSON greets, and goes on after an event it cannot read`() async throws {
        let emulator = try await RuntimeInterfaceEmulator(Sample("EchoJSON"))
        let refused = try await emulator.invoke(Array("[]".utf8))
        #expect(String(decoding: refused.body, as: UTF8.self).contains("errorType"))
        let answer = try await emulator.invoke(Array(#"{"name":"Ada"}"#.utf8))
        #expect(String(decoding: answer.body, as: UTF8.self).contains("Hello, Ada!"))
    }

    @Test func `Shop and Receipts answer the events of their services`() async throws {
        for (sample, service, answer) in [
            ("Shop", "apigateway", #""statusCode":200"#), ("Receipts", "sqs", "itemIdentifier"),
        ] {
            let emulator = try await RuntimeInterfaceEmulator(Sample(sample))
            let event = try #require(SampleEvent.find(service).first)
            let body = try await emulator.invoke(Array(event.json.utf8)).body
            #expect(String(decoding: body, as: UTF8.self).contains(answer))
        }
    }

    @Test func `Streaming counts down`() async throws {
        let emulator = try await RuntimeInterfaceEmulator(Sample("Streaming"), concurrency: 1)
        let event = try #require(SampleEvent.find("function-url").first)
        for (from, status, text) in [("2", 200, "2\n1\nLiftoff!\n"), ("two", 400, "?from=3\n")] {
            let request = event.json.replacing(
                #""name": "note.txt""#,
                with: #""from": "\#(from)""#
            )
            let answer = try await emulator.invoke(Array(request.utf8))
            let body = String(decoding: answer.body, as: UTF8.self)
            #expect(body.hasPrefix("{\"statusCode\":\(status)") && body.hasSuffix(text))
        }
    }
}
