import AWSClient
import DurableExecution
import HTTPTransport
import JSONCoding
import Testing

@testable import DurableLambda

@Suite struct `What is said to AWS's durable functions service` {
    @Test(arguments: [
        (
            ExecutionOutcome.succeeded(result: #"{"a":1}"#),
            #"{"Result":"{\"a\":1}","Status":"SUCCEEDED"}"#
        ),
        (
            .failed(ErrorObject(type: "E", message: "m")),
            #"{"Error":{"ErrorMessage":"m","ErrorType":"E"},"Status":"FAILED"}"#
        ),
    ])
    func `is how the execution has ended`(outcome: ExecutionOutcome, json: String) throws {
        let answer = try JSON(parsing: NativeAnswer(outcome).json)
        #expect(try answer == JSON(parsing: Array(json.utf8)))
    }

    @Test func `is nothing but the status where a checkpoint has said the rest`() throws {
        let answer = NativeAnswer(.succeeded(result: "large"))
        #expect(answer.change == .succeedExecution(result: "large"))
        let rest = try JSON(parsing: answer.withoutData.json)
        #expect(rest == ["Status": "SUCCEEDED", "Result": ""])
    }

    @Test func `comes in batches that it takes`() {
        func batches(_ sizes: [Int]) -> [Int] {
            CheckpointBatches(
                sizes.map { size in
                    let payload = String(repeating: "x", count: size)
                    return OperationUpdate(id: .execution, change: .succeedStep(result: payload))
                }
            ).map(\.count)
        }
        #expect(batches([]) == [0])
        #expect(batches([1]) == [1])
        #expect(batches(Array(repeating: 1, count: 501)) == [250, 250, 1])
        #expect(batches([400_000, 300_000, 100_000, 1]) == [2, 2])
        #expect(batches([1_000_000, 1_000_000]) == [1, 1])
    }

    @Test(arguments: [
        (400, "InvalidParameterValueException", "Invalid checkpoint token: spent", false),
        (400, "InvalidParameterValueException", "Invalid parent operation id.", true),
        (403, "AccessDeniedException", "no", true),
        (429, "TooManyRequestsException", "slow", false),
        (500, "ServiceException", "oops", false),
        (502, "KMSDisabledException", "off", true),
    ])
    func `a refusal ends the execution where trying again would not help`(
        status: Int,
        code: String,
        message: String,
        isFinal: Bool
    ) {
        let response = HTTPResponse(status: status)
        let call = LambdaAPI.CheckpointDurableExecution(arn: "a", body: [], isIdempotent: true)
        let error = AWSError(Refusal(response, code: code, message: message), of: call)
        #expect(error.isFinalForExecution == isFinal)
    }
}
