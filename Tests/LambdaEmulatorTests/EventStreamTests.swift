import Testing

@testable import LambdaEmulator

@Suite struct EventStreamTests {
    private let messages = [
        EventStreamMessage(event: "PayloadChunk", contentType: "a/b", payload: [1, 2, 3]),
        EventStreamMessage(event: "InvokeComplete", contentType: "c/d", payload: []),
    ]

    @Test func `a stream is read in any pieces`() throws {
        let stream = messages.flatMap(\.bytes)
        for cut in stream.indices {
            var reader = EventStreamReader()
            let first = try reader.receive(Array(stream[..<cut]))
            #expect(try first + reader.receive(Array(stream[cut...])) == messages)
        }
    }

    @Test func `a damaged byte is noticed`() {
        let stream = messages[0].bytes
        for index in stream.indices {
            var damaged = stream
            damaged[index] ^= 1
            var reader = EventStreamReader()
            let read = try? reader.receive(damaged)
            #expect(read != [messages[0]])
        }
    }
}
