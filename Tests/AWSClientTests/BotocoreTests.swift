import TestServices
import Testing

@Suite struct `Signatures and botocore` {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func `agree on a thousand odd requests`(seed: UInt64) async throws {
        var source = SplitMix64(state: seed)
        let cases = (0..<1_000).map { _ in SigningCase.random(using: &source) }
        let theirs = try await Oracle("sign", of: "AWSClientTests").answers(to: cases)
        try #require(theirs.count == cases.count)
        let different = try zip(cases, theirs).filter { try $0.signature() != $1 }
        #expect(different.count == 0, "for example \(different[0].0)")
    }
}
