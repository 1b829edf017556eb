import LambdaEvents
import LambdaRuntime

/// Counts down from `?from=`, a line at a time, while the caller already reads.
@main struct Streaming {
    static func main() {
        Lambda.run { (request: FunctionURLRequest, response: ResponseWriter, _: Invocation) in
            let start = request.queryStringParameters?["from"].flatMap(Int.init)
            guard let start, (1...50).contains(start) else {
                try await response.writeHead(ResponseHead(status: 400))
                return try await response.write("Ask for a number from 1 to 50: ?from=3\n")
            }
            try await response.writeHead(ResponseHead(headers: ["Content-Type": "text/plain"]))
            for number in stride(from: start, to: 0, by: -1) {
                try await response.write("\(number)\n")
                try await Task.sleep(for: .milliseconds(100))
            }
            try await response.write("Liftoff!\n")
        }
    }
}
