import AWSClient
import DurableExecution
import HTTPTransport
import JSONCoding
import Synchronization
import TestServices
import Testing

@testable import DurableLambda

@Suite struct `A checkpoint in AWS's durable functions service` {
    private static let error = ErrorObject(
        type: "Refused",
        message: "no “é”",
        data: "{}",
        stackTrace: ["f", "g"]
    )

    private static let changes: [OperationUpdate.Change] = [
        .succeedExecution(result: "\"é\""), .failExecution(error), .startContext,
        .succeedContext(result: nil, replaysChildren: true), .failContext(error), .startStep,
        .succeedStep(result: "1"), .succeedStep(result: nil), .failStep(error),
        .retryStep(error, after: .minutes(2)), .continueStep(state: "{}", after: .seconds(1)),
        .startWait(.hours(24)), .cancelWait,
        .startCallback(CallbackLimits(timeout: .hours(1), heartbeat: .seconds(30))),
        .startCallback(CallbackLimits()),
        .startInvoke(InvokeTarget(function: "f:live", tenantID: "t"), input: "{}"),
    ]

    /// boto3 refuses names and types that the service's API does not have.
    @Test func `has the form in which boto3 sends the same`() async throws {
        let updates = try Self.changes.enumerated().map { index, change in
            OperationUpdate(
                id: try #require(OperationID(rawValue: "\(index + 1)")),
                parent: index.isMultiple(of: 2) ? nil : OperationID(rawValue: "1"),
                name: "name",
                subtype: "Step",
                change: change
            )
        }
        let body = try await recorded(updates)
        var parameters = try #require(try JSON(parsing: body).object)
        #expect(parameters["Updates"]?.array?.count == updates.count)
        parameters["DurableExecutionArn"] = "arn"
        let call = LambdaAPI.CheckpointDurableExecution(arn: "arn", body: body, isIdempotent: true)
        let pair = WirePair(
            call,
            "lambda",
            "checkpoint_durable_execution",
            .object(parameters)
        )
        #expect(try await WirePair.differences(in: [pair]) == [])
    }

    /// The body in which updates go to the service.
    private func recorded(_ updates: [OperationUpdate]) async throws -> [UInt8] {
        let service = RecordingService()
        let port = NativePort(
            client: AWSClient(
                credentials: Credentials(accessKeyID: "AKID", secretAccessKey: "s"),
                region: try Region("us-east-1"),
                http: service,
                environment: [:]
            ),
            envelope: NativeEnvelope(arn: "arn", token: "t", state: .init())
        )
        _ = try await port.checkpoint(updates, against: CheckpointToken(rawValue: "t"))
        return service.body.withLock { $0 }
    }
}

/// Takes any checkpoint, and keeps the last.
private final class RecordingService: HTTPSending {
    let body = Mutex<[UInt8]>([])

    func send(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) async throws(HTTPError) -> HTTPResponse {
        body.withLock { $0 = request.body }
        return HTTPResponse(status: 200, body: Array(#"{"CheckpointToken":"next"}"#.utf8))
    }
}
