import AWSClient
package import DurableExecution
import Synchronization

/// The way from the processes to what they call, and its faults.
package final class Network: Sendable {
    let simulation: Simulation
    private let server: SimulatedProcess
    private let weather: Weather
    private let faultsLeft: Mutex<Int>

    package init(_ simulation: Simulation, _ weather: Weather) {
        self.simulation = simulation
        self.weather = weather
        server = SimulatedProcess("network", in: simulation)
        faultsLeft = Mutex(weather.faults)
    }

    /// Whether a fault of this probability happens; the ones that do are numbered.
    package func strikes(_ probability: Double) -> Bool {
        guard faultsLeft.withLock({ $0 > 0 }), simulation.happens(probability) else { return false }
        faultsLeft.withLock { $0 -= 1 }
        return true
    }

    /// Calls something in another process; what it does is done whether or not the caller lives.
    ///
    /// Throws ``NetworkFailure``, which says nothing about what was done. As a real client does, it
    /// fails in a task that is cancelled.
    package func call<Answer: Sendable>(
        _ service: @escaping @Sendable () async throws -> Answer
    ) async throws -> Answer {
        try Task.checkCancellation()
        let there = latency()
        let back = latency()
        let isRefused = strikes(weather.refused)
        let isLate = strikes(weather.late)
        let isRepeated = strikes(weather.repeated)
        let isAnswerLost = strikes(weather.answerLost)
        let answer: Answer = try await withUnsafeThrowingContinuation { caller in
            server.spawn { [simulation, self] in
                await simulation.pause(milliseconds: there)
                if isRefused {
                    return caller.resume(throwing: NetworkFailure(mayHaveHadEffect: false))
                }
                if isLate {
                    caller.resume(throwing: NetworkFailure())
                    await simulation.pause(milliseconds: simulation.number(in: 1...120_000))
                }
                let answer: Result<Answer, any Error>
                do { answer = .success(try await service()) } catch { answer = .failure(error) }
                if isRepeated { repeatLater(service) }
                if isLate { return }
                await simulation.pause(milliseconds: back)
                caller.resume(with: isAnswerLost ? .failure(NetworkFailure()) : answer)
            }
        }
        try Task.checkCancellation()
        return answer
    }

    private func repeatLater<Answer: Sendable>(
        _ service: @escaping @Sendable () async throws -> Answer
    ) {
        server.spawn { [simulation] in
            await simulation.pause(milliseconds: simulation.number(in: 0...60_000))
            // Nobody waits for this answer.
            _ = try? await service()
        }
    }

    private func latency() -> Int {
        strikes(weather.slow) ? simulation.number(in: 20...90_000) : simulation.number(in: 0...20)
    }
}

/// A call was not answered; it may have had its effect, or have it yet.
package struct NetworkFailure: Error {
    var mayHaveHadEffect = true

    package init() {}

    fileprivate init(mayHaveHadEffect: Bool) {
        self.mayHaveHadEffect = mayHaveHadEffect
    }
}

extension Error {
    /// The weather is to blame, or whoever has cancelled the call.
    var isBadWeather: Bool {
        if let error = self as? AWSError {
            error.isRetryable || error.isAmbiguous
        } else {
            self is NetworkFailure
        }
    }
}

/// A table across the network.
package struct DistantTable: LogTable {
    private let table: any LogTable
    private let network: Network

    package init(_ table: any LogTable, over network: Network) {
        self.table = table
        self.network = network
    }

    package func append(
        _ entry: LogEntry,
        at sequence: Int,
        of execution: ExecutionID,
        showing head: ExecutionHead?
    ) async throws -> LogAppend {
        var attempts = network.simulation.number(in: 1...3)
        while true {
            attempts -= 1
            do {
                let answer = try await network.call { [table] in
                    try await table.append(entry, at: sequence, of: execution, showing: head)
                }
                // A former attempt has had its effect.
                return answer == .taken(by: entry) ? .written : answer
            } catch {
                guard error is NetworkFailure, attempts > 0 else { throw error }
            }
        }
    }

    package func read(_ execution: ExecutionID) async throws -> [LogEntry] {
        try await network.call { [table] in try await table.read(execution) }
    }
}
