import Foundation
import SampleEvents
import TestServices
import Testing

@testable import LambdaEvents

@Suite struct `Packed log lines` {
    @Test func `unpack`() throws {
        let event: CloudWatchLogsEvent = try SampleEvent.decode("cloudwatch", "logs")
        let batch = try event.decoded()
        #expect(batch.messageType == .data)
        #expect(
            batch.logEvents.map(\.timestamp.rawValue) == [1_773_479_226_123, 1_773_479_226_940]
        )
        #expect(batch.logEvents[0].message == "ERROR RequestId: 8f5d3c1a out of stock")
    }

    @Test func `unpack as SAM CLI packs them`() async throws {
        let events = try await SAMEvents.all()
        let json = try #require(events["cloudwatch logs"])
        let batch = try JSONDecoder().decode(CloudWatchLogsEvent.self, from: json).decoded()
        #expect(batch.logGroup == "testLogGroup")
        #expect(batch.logEvents.count == 2)
    }

    @Test func `unpack whatever Python packed`() async throws {
        for (packed, content) in try await cases() {
            #expect(try gunzip(packed) == content)
        }
    }

    @Test func `with a byte missing or a bit turned are refused, or unpack to the same`() throws {
        let event: CloudWatchLogsEvent = try SampleEvent.decode("cloudwatch", "logs")
        let packed = event.logs.data.bytes
        let content = try gunzip(packed)
        for end in packed.indices {
            #expect(throws: GzipError.self) { try gunzip(Array(packed[..<end])) }
        }
        for bit in 0..<packed.count * 8 {
            var damaged = packed
            damaged[bit / 8] ^= 1 << (bit % 8)
            // Some bits say nothing about the content: the time, the system, padding.
            if let unpacked = try? gunzip(damaged) { #expect(unpacked == content, "bit \(bit)") }
        }
    }

    @Test func `with flags that no reader knows are refused`() throws {
        let event: CloudWatchLogsEvent = try SampleEvent.decode("cloudwatch", "logs")
        var packed = event.logs.data.bytes
        packed[3] |= 0x20
        #expect(throws: GzipError.invalid) { try gunzip(packed) }
    }

    @Test func `that would fill the memory are refused`() async throws {
        let packed = try #require(try await cases().first { $0.1.count == 150_000 }).0
        #expect(throws: GzipError.tooLarge) { try gunzip(packed, limit: 149_999) }
        #expect(try gunzip(packed, limit: 150_000).count == 150_000)
    }

    private func cases() async throws -> [([UInt8], [UInt8])] {
        let script = try #require(
            Bundle.module.url(forResource: "Oracles/gzip_cases", withExtension: "py")
        )
        let output = try await BuildTool("python").run([script.path()])
        return try output.split(separator: "\n").map { line in
            let fields = line.split(separator: " ", omittingEmptySubsequences: false)
            let bytes = try fields.map { try #require(Data(base64Encoded: String($0))) }
            try #require(bytes.count == 2)
            return (Array(bytes[0]), Array(bytes[1]))
        }
    }
}
