import Foundation
import HTTPTransport
import Testing

@testable import AWSClient

@Suite struct `A call's wire form` {
    @Test(arguments: [dynamoDBPairs, messagingPairs, lambdaPairs])
    func `is the one boto3 sends`(pairs: [WirePair]) async throws {
        let questions = pairs.map { String(decoding: $0.boto3.bytes, as: UTF8.self) }
        let theirs = try await Oracle("wire").answers(toLines: questions)
            .map { try JSON(parsing: Array($0.utf8)) }
        try #require(theirs.count == pairs.count)
        for (pair, request) in zip(pairs, theirs) { try expect(pair.ours, toBe: request) }
    }

    private func expect(_ ours: HTTPRequest, toBe theirs: JSON) throws {
        #expect(ours.method == theirs["method"]?.string)
        let url = try #require(theirs["url"]?.string)
        #expect(parts(of: "http://127.0.0.1:1\(ours.target)") == parts(of: url))
        let body = try #require(theirs["body"]?.string)
        #expect(try meaning(ours.body) == meaning(Array(body.utf8)), "\(ours.target)")
        let fields = try #require(theirs["fields"]?.object)
        if let type = fields["content-type"]?.string {
            #expect(ours.fields["Content-Type"] == type)
        }
        for name in ["X-Amz-Target", "X-Amz-Invocation-Type", "X-Amz-Durable-Execution-Name"] {
            #expect(ours.fields[name] == fields[name.lowercased()]?.string)
        }
    }

    /// What precedes the query, and the query's parameters in whatever order.
    private func parts(of url: String) -> Set<String> {
        Set(url.components(separatedBy: ["?", "&"]))
    }

    private func meaning(_ body: [UInt8]) throws -> JSON? {
        body.isEmpty ? nil : try JSON(parsing: body)
    }
}
