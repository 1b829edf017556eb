import Foundation
import RegexBuilder
import Testing

/// Real processes that die.
struct CrashTests {
    struct Way: CustomTestStringConvertible {
        let event: String
        let signal: Int32
        let cause: String

        var testDescription: String { event }

        /// How this processor traps.
        static let trap = (signal: isARM ? SIGTRAP : SIGILL, cause: isARM ? "SIGTRAP" : "SIGILL")
    }

    static let ways = [
        Way(event: "fatalError", signal: Way.trap.signal, cause: "\(Way.trap.cause), a trap"),
        Way(event: "index", signal: Way.trap.signal, cause: "\(Way.trap.cause), a trap"),
        Way(event: "unwrap", signal: Way.trap.signal, cause: "\(Way.trap.cause), a trap"),
        Way(event: "arithmetic", signal: Way.trap.signal, cause: "\(Way.trap.cause), a trap"),
        Way(event: "cast", signal: SIGABRT, cause: "SIGABRT, a call of abort()"),
        Way(event: "abort", signal: SIGABRT, cause: "SIGABRT, a call of abort()"),
        Way(event: "memory", signal: SIGSEGV, cause: "SIGSEGV, a bad memory access at 0x40"),
        Way(event: "jump", signal: SIGSEGV, cause: "SIGSEGV, a bad memory access at 0x40"),
        Way(event: "stack", signal: SIGSEGV, cause: "SIGSEGV, a stack overflow at 0x"),
    ]

    @Test(arguments: ways)
    func `A crash is the function's error, a backtrace in the log, and the process's end`(
        way: Way
    ) async throws {
        let crashed = try await CrashedFunction(event: way.event)
        #expect(crashed.signal == way.signal)
        #expect(crashed.log.contains("about to crash\n"))
        #expect(crashed.log.contains("perdure: crash: \(way.cause)"))
        #expect(crashed.log.contains("perdure: the crash ends request order%2F7\n"))
        let place = #/0x[0-9a-f]+ CrashingBootstrap [0-9a-f]{16,}\n/#
        for kind in ["frame", "awaiting"] {
            #expect(
                crashed.log.contains(
                    Regex {
                        "perdure: \(kind) "
                        OneOrMore(.digit)
                        " "
                        place
                    }
                )
            )
        }

        let report = try #require(crashed.report)
        #expect(report.line == "POST /2018-06-01/runtime/invocation/order%2F7/error HTTP/1.1")
        #expect(report.fields["lambda-runtime-invocation-id"] == "attempt-1")
        #expect(report.fields["lambda-runtime-function-error-type"] == "Runtime.Crash")
        let error = try JSONDecoder().decode(ReportedError.self, from: Data(report.body))
        #expect(error.errorType == "Runtime.Crash")
        #expect(error.errorMessage.hasPrefix("The process crashed with \(way.cause)"))
        #expect(error.stackTrace.allSatisfy { crashed.log.contains("perdure: \($0)\n") })
        #expect(error.stackTrace.count > 3)
    }

    @Test
    func `Of a deep stack both ends are in the log`() async throws {
        let log = try await CrashedFunction(event: "stack").log
        #expect(log.contains("perdure: frame 0 "))
        #expect(log.split(separator: "\n").count { $0.contains("perdure: frame ") } == 64)
        #expect(log.contains(#/perdure: frame \d{4,} 0x[0-9a-f]+ CrashingBootstrap/#))
    }

    @Test(arguments: ["stack", "index"])
    func `A crash on a thread of a Managed Instance is reported too`(event: String) async throws {
        let crashed = try await CrashedFunction(event: event, concurrency: 2)
        #expect(crashed.log.contains("perdure: the crash ends request order%2F7\n"))
        #expect(crashed.report?.line.contains("/order%2F7/error") == true)
    }

    @Test
    func `An attempt without an id is reported without one`() async throws {
        let report = try #require(try await CrashedFunction(event: "abort", attempt: "").report)
        #expect(report.fields["lambda-runtime-invocation-id"] == nil)
    }

    @Test
    func `A crash before the first event is an initialisation error`() async throws {
        let crashed = try await CrashedFunction(startingWith: "index")
        #expect(crashed.signal == Way.trap.signal)
        #expect(crashed.report?.line == "POST /2018-06-01/runtime/init/error HTTP/1.1")
    }

    @Test
    func `An error that was answered does not crash`() async throws {
        let crashed = try await CrashedFunction(event: "none")
        #expect(!crashed.log.contains("perdure: crash"))
    }

    private struct ReportedError: Decodable {
        let errorType: String
        let errorMessage: String
        let stackTrace: [String]
    }

    #if arch(arm64)
    private static let isARM = true
    #else
    private static let isARM = false
    #endif
}
