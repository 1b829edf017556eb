import LambdaRuntime

/// Counts down, a line at a time, while the caller already reads.
@main struct Streaming {
    struct Countdown: Decodable {
        var from: Int
    }

    static func main() {
        Lambda.run { (countdown: Countdown, response: ResponseWriter, _: Invocation) in
            try await response.writeHead(ResponseHead(headers: ["Content-Type": "text/plain"]))
            for number in stride(from: countdown.from, to: 0, by: -1) {
                try await response.write("\(number)\n")
                try await Task.sleep(for: .milliseconds(100))
            }
            try await response.write("Liftoff!\n")
        }
    }
}
