import Foundation
import TestServices
import Testing

@Suite struct `Signatures and botocore` {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func `agree on a thousand odd requests`(seed: UInt64) async throws {
        var source = SplitMix64(state: seed)
        let cases = (0..<1_000).map { _ in SigningCase.random(using: &source) }
        let encoder = JSONEncoder()
        let lines = try cases.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
        let script = try #require(
            Bundle.module.url(forResource: "Oracles/sign", withExtension: "py")
        )
        let output = try await BuildTool("python")
            .run([script.path()], input: lines.joined(separator: "\n"))
        let theirs = output.split(separator: "\n")
        try #require(theirs.count == cases.count)
        for (index, signature) in theirs.enumerated() {
            #expect(try cases[index].signature() == signature, "\(lines[index])")
        }
    }
}
