import AWSClient
import HTTPTransport
import JSONCoding
import SimulatedDynamoDB
import Synchronization
import TestServices
import Testing

/// A network that also shows each request to a simulated service, and expects the same answer of it.
final class MirroredNetwork: HTTPSending {
    private let real = PatientNetwork()
    private let simulated = SimulatedDynamoDB()
    private let seen = Mutex(Seen())

    private struct Seen {
        var operations: Set<String> = []
        var count = 0
        var refused = 0
    }

    var count: Int { seen.withLock { $0.count } }
    var refused: Int { seen.withLock { $0.refused } }
    var operations: Set<String> { seen.withLock { $0.operations } }

    func send(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) async throws(HTTPError) -> HTTPResponse {
        let response = try await real.send(
            request,
            to: origin,
            timeout: timeout,
            isIdempotent: isIdempotent
        )
        let operation = request.fields["X-Amz-Target"]?.split(separator: ".").last ?? ""
        let (expected, own) = (Answer(response), Answer(simulated.answer(request)))
        #expect(own == expected, "\(operation) \(String(decoding: request.body, as: UTF8.self))")
        seen.withLock { seen in
            seen.operations.insert(String(operation))
            seen.count += 1
            if expected.error != nil { seen.refused += 1 }
        }
        return response
    }
}

/// What matters of an answer.
private struct Answer: Equatable {
    /// The name of the error; its text is anybody's.
    let error: Substring?
    let items: [JSON]
    /// Of a batch, in no order.
    let batch: Set<DynamoDB.Item>
    let next: JSON?

    init(_ response: HTTPResponse) {
        let body = (try? JSON(parsing: response.body)) ?? .null
        error = body["__type"]?.string?.split(separator: "#").last
        items = body["Items"]?.array ?? [body["Item"]].compactMap(\.self)
        batch = Set(
            (body["Responses"]?.object?.first?.value.array ?? [])
                .compactMap { try? itemAttributes($0) }
        )
        next = body["LastEvaluatedKey"]
    }
}
