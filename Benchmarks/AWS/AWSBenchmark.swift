import AWSClient
import Glibc
import HTTPTransport

/// Measures our calls in this process: `AWSBenchmark sign COUNT` or `AWSBenchmark loop|pool put|get
/// PORT COUNT`, where `loop` calls as a function does and `pool` as any other task of Swift's.
///
/// Prints the time and the processor time of one, in microseconds.
@main struct AWSBenchmark {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let count = arguments.last.flatMap { Int($0) } ?? 1
        switch arguments.count {
        case 2: try signatures(count)
        case 4:
            let aws = try client(port: arguments[2])
            let isLoop = arguments[0] == "loop"
            if arguments[1] == "put" {
                await calls(put, of: aws, count, onLoop: isLoop)
            } else {
                await calls(get, of: aws, count, onLoop: isLoop)
            }
        default: print("usage: AWSBenchmark sign COUNT | loop|pool put|get PORT COUNT")
        }
    }

    private static let key: DynamoDB.Item = ["PK": "execution#1234", "SK": "LOG#00000042"]
    private static let get = DynamoDB.GetItem(table: "executions", key: key)
    private static let put = DynamoDB.PutItem(
        table: "executions",
        item: key.merging(["payload": .string(String(repeating: "x", count: 200)), "n": 7]) { $1 },
        condition: "attribute_not_exists(SK)"
    )

    private static func signatures(_ count: Int) throws {
        let signer = Signer(service: "dynamodb", region: try Region("us-east-1"))
        var request = put.request
        request.fields["Host"] = "dynamodb.us-east-1.amazonaws.com"
        for _ in 0..<(count / 10) { _ = signer.signed(request, with: credentials, at: .now) }
        var stopwatch = Stopwatch()
        for _ in 0..<count { _ = signer.signed(request, with: credentials, at: .now) }
        stopwatch.report(count)
    }

    private static func client(port: String) throws -> AWSClient {
        AWSClient(
            credentials: credentials,
            region: try Region("us-east-1"),
            http: HTTPClient(),
            environment: ["AWS_ENDPOINT_URL": "http://127.0.0.1:\(port)"]
        )
    }

    @concurrent private static func calls(
        _ call: some AWSCall,
        of aws: AWSClient,
        _ count: Int,
        onLoop: Bool
    ) async {
        guard onLoop else { return await calls(call, of: aws, count) }
        // The loop has this thread for itself: nothing else is left to run on it.
        LoopExecutor()?.run { await calls(call, of: aws, count) }
    }

    private static func calls(_ call: some AWSCall, of aws: AWSClient, _ count: Int) async {
        do {
            for _ in 0..<(count / 10) { _ = try await aws.send(call) }
            var stopwatch = Stopwatch()
            for _ in 0..<count { _ = try await aws.send(call) }
            stopwatch.report(count)
        } catch {
            print(error)
        }
    }

    private static let credentials = Credentials(
        accessKeyID: "AKIDEXAMPLE",
        secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
    )
}

private struct Stopwatch {
    private let start = ContinuousClock.now
    private let processorStart = processorTime()

    mutating func report(_ count: Int) {
        let time = (ContinuousClock.now - start) / count / .microseconds(1)
        print(time, (processorTime() - processorStart) / Double(count))
    }
}

/// Microseconds, user and system together.
private func processorTime() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return [usage.ru_utime, usage.ru_stime]
        .map { Double($0.tv_sec) * 1e6 + Double($0.tv_usec) }.reduce(0, +)
}
