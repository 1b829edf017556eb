import ArgumentParser
import DurableClient
import DurableExecution
import DurableHistory
import LambdaEmulator

extension Callbacks {
    /// Asks the person at the terminal which callback is to be answered, and with what.
    struct Answer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Choose an open callback and type its answer."
        )

        @OptionGroup var service: ServiceOptions

        func run() async throws {
            let service = try service.service()
            let callbacks = try await service.openCallbacks()
            guard !callbacks.isEmpty else { return Console.note("Nothing waits for an answer.") }
            let callback = try choose(among: callbacks)
            let result = try answer(to: callback)
            try await service.send(
                .succeed(CallbackToken(rawValue: callback.token), result: result)
            )
            Console.say("\(callback.label) is answered.")
        }

        private func choose(among callbacks: [OpenCallback]) throws -> OpenCallback {
            for (index, callback) in callbacks.enumerated() {
                Console.say("\(index + 1)  \(callback.label)")
            }
            while true {
                let line = try Self.line("Which (1-\(callbacks.count))? ")
                if let number = Int(line), callbacks.indices.contains(number - 1) {
                    return callbacks[number - 1]
                }
                Console.note("'\(line)' is none of them.")
            }
        }

        private func answer(to callback: OpenCallback) throws -> String {
            while true {
                let line = try Self.line("Answer to \(callback.label), as JSON: ")
                guard let problem = JSONProblem(in: Array(line.utf8)) else { return line }
                Console.note("\(CommandError.notJSON("that", problem))")
            }
        }

        private static func line(_ question: String) throws -> String {
            Console.ask(question)
            guard let line = readLine() else {
                throw ValidationError("nothing was answered, and nothing is changed")
            }
            return line
        }
    }
}

extension OpenCallback {
    fileprivate var label: String { "\(name ?? "callback") of \(function) \(execution)" }
}
