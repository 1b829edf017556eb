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

    @Test func `of which any byte is missing or wrong are refused`() async throws {
        let packed = try #require(try await cases().first { (500...5000).contains($0.0.count) }).0
        for end in packed.indices {
            #expect(throws: GzipError.self) { try gunzip(Array(packed[..<end])) }
        }
        // The header's time, level and system say nothing about the content.
        for index in packed.indices where !(4...9).contains(index) {
            for bit in 0..<8 {
                var damaged = packed
                damaged[index] ^= 1 << bit
                #expect(throws: GzipError.self, "byte \(index), bit \(bit)") { try gunzip(damaged) }
            }
        }
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
