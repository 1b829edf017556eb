import Foundation
import TestServices
import Testing

@testable import LambdaEmulator

struct BrokenStreamTests {
    /// Whether the process is gone before its last bytes are read is up to the machine: often enough
    /// it is.
    @Test(arguments: ["exit", "close"])
    func `what a process has streamed before it ends reaches the caller`(end: String) async throws {
        try await withTemporaryFolder { folder in
            let function = try FunctionDefinition.built("MisbehavingBootstrap", in: folder)
            try await EmulatorHarness.run([function]) { emulator in
                let numbers = (1...200).map { "\($0)" }
                let chunks = numbers.map { "\"\($0)\"" }.joined(separator: ",")
                let order = #"{"do":"stream","chunks":[\#(chunks)],"end":"\#(end)"}"#
                for _ in 1...20 {
                    let stream = try await emulator.send(
                        "POST",
                        "/2021-11-15/functions/F/response-streaming-invocations",
                        body: Array(order.utf8)
                    )
                    var reader = EventStreamReader()
                    let messages = try reader.receive(stream.body)
                    let chunks = messages.filter { $0.event == "PayloadChunk" }
                    let text = String(decoding: chunks.flatMap(\.payload), as: UTF8.self)
                    #expect(text == numbers.joined())
                    let last = try #require(messages.last)
                    let details = try WireJSON.decode(StreamEnd.self, last.payload)
                    #expect(details.errorDetails != nil)
                }
            }
        }
    }
}
