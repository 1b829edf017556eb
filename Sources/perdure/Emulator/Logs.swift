import ArgumentParser
import DurableExecution
import Foundation
import LambdaEmulator

/// `perdure logs`: shows what functions wrote.
struct Logs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what functions wrote, with Lambda's own lines around each invocation.",
        discussion: """
            Reads CloudWatch Logs' FilterLogEvents at the endpoint; the group of a function is /aws/lambda/NAME. \
            'perdure dev' keeps the latest 10,000 lines.
            """
    )

    @Argument(help: "The function's name; all functions without it.")
    var function: String?

    @Flag(name: .shortAndLong, help: "Go on with what is written from now on.")
    var follow = false

    @OptionGroup var service: EndpointOptions

    func run() async throws {
        let functions = try await names()
        let width = functions.map(\.count).max() ?? 0
        var shown: Set<String> = []
        var latest: Int64 = 0
        repeat {
            for line in try await lines(of: functions, since: latest) {
                guard shown.insert(line.event.eventId).inserted else { continue }
                latest = max(latest, line.event.timestamp)
                Console.say(line.text(width))
            }
            if follow { try await Task.sleep(for: .milliseconds(250)) }
        } while follow
    }

    private func names() async throws -> [String] {
        let known = try await service.client.functions().map(\.name)
        guard let function else { return known }
        guard known.contains(function) else { throw CommandError.unknownFunction(function, known) }
        return [function]
    }

    /// The lines of several functions, in the order in which they were written.
    private func lines(of functions: [String], since moment: Int64) async throws -> [Line] {
        var lines: [Line] = []
        for function in functions {
            let events = try await service.client.log(of: function, since: moment)
            lines += events.map { Line(function: function, event: $0) }
        }
        return lines.sorted { ($0.number, $0.event.timestamp) < ($1.number, $1.event.timestamp) }
    }

    private struct Line {
        let function: String
        let event: LogEvent

        /// Elsewhere than at an emulator, an id tells no order.
        var number: Int { Int(event.eventId) ?? 0 }

        func text(_ width: Int) -> String {
            let time = Timestamp(millisecondsSinceEpoch: event.timestamp)
                .text(withFraction: true)
            let name = function.padding(toLength: width, withPad: " ", startingAt: 0)
            let origin = Terminal.output.text("\(time) \(name)", .dim)
            let isPlatform = ["START ", "END ", "REPORT "].contains { event.message.hasPrefix($0) }
            return "\(origin)  "
                + (isPlatform ? Terminal.output.text(event.message, .dim) : event.message)
        }
    }
}
