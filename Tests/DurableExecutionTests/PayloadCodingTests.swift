import Testing

@testable import DurableExecution

/// Writes in capitals, and adds a mark when it reads.
private let shouting = PayloadCoding<String>(
    encode: { $0.uppercased() },
    decode: { $0 + "!" }
)

@Suite struct `Codings of payloads` {
    @Test func `write what is recorded and read what the workflow gets`() async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                let step = try await context.step("s", coding: shouting) { "a" }
                let child = try await context.child("c", coding: shouting) { _ in "b" }
                return step + child
            }
        )
        #expect(try await harness.run().result == #""A!B!""#)
        let results = try await harness.record.operations.dropFirst().map(\.result)
        #expect(results == ["A", "B"])
    }

    @Test func `write the items of a map, and the map as a whole`() async throws {
        let joined = PayloadCoding<Batch<String>>(
            encode: { $0.successes.joined(separator: "+") },
            decode: { Batch(successes: $0.split(separator: "+").map(String.init)) }
        )
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                let plain = try await context.map("plain", over: ["a"], itemCoding: shouting) {
                    item,
                    _ in item
                }
                let whole = try await context.map("whole", over: ["b", "c"], coding: joined) {
                    item,
                    _ in item
                }
                return plain + whole
            }
        )
        #expect(try await harness.run().result == #"["A!","b","c"]"#)
        let record = try await harness.record
        let plain = record[.path(1, in: nil)]
        #expect(record[.path(1, in: .path(1, in: nil))]?.result == "A")
        #expect(
            plain?.result
                == #"{"all":[{"index":0,"status":"SUCCEEDED","result":"A"}],"completionReason":"ALL_COMPLETED"}"#
        )
        #expect(record[.path(2, in: nil)]?.result == "b+c")
    }

    @Test func `keep the results of branches as they were written`() async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                try await context.parallel(
                    "p",
                    Branch { _ in [#"a"]}\,"#, "{"] },
                    Branch { _ in 12_345_678_901_234_567 },
                    Branch { _ in String?.none }
                ).0
            }
        )
        #expect(try await harness.run().result == #"["a\"]}\\,","{"]"#)
        let result = try await harness.record[.path(1, in: nil)]?.result
        #expect(result?.contains(#""result":12345678901234567}"#) == true)
        #expect(result?.contains(#""result":null}"#) == true)
    }

    @Test func `a batch too large to record is made again from its branches`() async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                let batch = try await context.map(
                    "large",
                    over: 0..<4,
                    concurrency: 1,
                    completing: .tolerating(failures: 1)
                ) { item, _ in
                    guard item != 1 else { throw Unexpected("one") }
                    return String(repeating: "\(item)", count: 100_000)
                }
                try await context.wait("a while", for: .seconds(1))
                return batch.successes.map(\.count) + [batch.failures.count, batch.items.count]
            }
        )
        let process = try await harness.open()
        guard case .blocked = await process.settlement() else { throw Unexpected() }
        let recorded = try await harness.record[.path(1, in: nil)]
        #expect(recorded?.result?.contains(#""itemStatuses":"SFSS""#) == true)
        // Another process goes on: it has nothing but what is recorded.
        #expect(try await harness.run(harness.open()).result == "[100000,100000,100000,1,4]")
    }
}

@Suite struct `A JSON text taken apart` {
    @Test func `gives the members and elements as they were written`() {
        var object = JSONSlices(#" { "a" : [1, {"b":"]\""}] , "c":-1.50e3 , "d":"" } "#)
        #expect(object.members() == ["a": #"[1, {"b":"]\""}]"#, "c": "-1.50e3", "d": #""""#])
        var array = JSONSlices(#"[ [], {} , "x,y" ,null ]"#)
        #expect(array.elements() == ["[]", "{}", #""x,y""#, "null"])
    }

    @Test(arguments: ["", "1", "[", "[1", "{\"a\"", "{\"a\":", "[}", "{]", "[\"", "[\"\\"])
    func `gives nothing where it is broken`(text: String) {
        var slices = JSONSlices(text)
        let found = (slices.members()?.count ?? 0) + (slices.elements()?.count ?? 0)
        #expect(found == 0)
    }
}

extension DurableExecution.Operation {
    fileprivate var result: String? {
        switch state {
        case .step(.succeeded(_, let result)), .context(.succeeded(let result, _)): result
        default: nil
        }
    }
}
