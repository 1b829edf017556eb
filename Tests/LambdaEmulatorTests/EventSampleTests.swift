import Foundation
import SampleEvents
import TestServices
import Testing

@testable import LambdaEmulator

/// The samples that take events of AWS services, as processes that speak the Runtime API.
@Suite struct `The samples with events` {
    private func withSample(
        _ product: String,
        _ body: (EmulatorHarness) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            try await EmulatorHarness.run([.built(product, in: folder)], body)
        }
    }

    /// Asks the shop; an answer is its status, and its body as JSON text.
    private func ask(
        _ emulator: EmulatorHarness,
        _ route: String,
        path: [String: String] = [:],
        body: String? = nil
    ) async throws -> (Int?, String?) {
        let sample = try #require(SampleEvent.find("apigateway", "http-api").first)
        var event = try #require(object(sample.json))
        event["routeKey"] = route
        event["pathParameters"] = path
        event["body"] = body
        let json = try JSONSerialization.data(withJSONObject: event)
        let answer = try await emulator.invoke("F", String(decoding: json, as: UTF8.self))
        let response = try #require(object(answer.text), "\(answer.text)")
        return (response["statusCode"] as? Int, response["body"] as? String)
    }

    private func object(_ json: String) -> [String: Any]? {
        // What is no object fails the caller's requirement.
        try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    }

    @Test func `the shop lists and shows its products`() async throws {
        try await withSample("Shop") { emulator in
            let list = try await ask(emulator, "GET /products")
            #expect(list.0 == 200)
            #expect(list.1?.contains(#""sku":"pot""#) == true)
            let tea = try await ask(emulator, "GET /products/{sku}", path: ["sku": "tea"])
            #expect(tea.0 == 200)
            #expect(tea.1?.contains(#""cents":890"#) == true)
            let rum = try await ask(emulator, "GET /products/{sku}", path: ["sku": "rum"])
            #expect(rum == (404, #"{"problem":"there is no product 'rum'"}"#))
            #expect(try await ask(emulator, "GET /staff").0 == 404)
        }
    }

    @Test func `the shop names a price, or what is wrong`() async throws {
        try await withSample("Shop") { emulator in
            func quote(_ body: String?) async throws -> (Int?, String?) {
                try await ask(emulator, "POST /quotes", body: body)
            }
            let fair = try await quote(
                #"{"items":[{"sku":"tea","quantity":2},{"sku":"pot","quantity":1}]}"#
            )
            #expect(fair.0 == 200)
            #expect(fair.1?.contains(#""cents":5980"#) == true)
            for (body, problem) in [
                (nil, "must look like"),
                ("tea", "must look like"),
                (#"{"items":[]}"#, "empty"),
                (#"{"items":[{"sku":"rum","quantity":1}]}"#, "no product 'rum'"),
                (#"{"items":[{"sku":"tea","quantity":0}]}"#, "not 0"),
            ] {
                let refusal = try await quote(body)
                #expect(refusal.0 == 400)
                #expect(refusal.1?.contains(problem) == true, "\(refusal)")
            }
        }
    }

    @Test func `the receipts give back only the message that failed`() async throws {
        try await withSample("Receipts") { emulator in
            let sample = try #require(SampleEvent.find("sqs", "messages").first)
            let answer = try await emulator.invoke("F", sample.json)
            #expect(
                answer.text
                    == #"{"batchItemFailures":[{"itemIdentifier":"7c6b5a49-3827-4160-9f8e-7d6c5b4a3928"}]}"#
            )
        }
    }

    @Test func `perdure events prints, lists, and says what there is`() async throws {
        func events(_ arguments: String...) async throws -> Command.Result {
            try await Command(builtProduct("perdure"), ["events"] + arguments).run()
        }
        #expect(try await events().output.contains("scheduler"))
        let usual = try #require(SampleEvent.find("sqs").first).json
        #expect(try await events("sqs").output == usual + "\n")
        #expect(try await events("sqs", "fifo-message").output.contains("MessageGroupId"))
        let unknown = try await events("sqs", "letter")
        #expect(unknown.status != 0)
        #expect(unknown.errors.contains("messages, fifo-message"))
    }
}
