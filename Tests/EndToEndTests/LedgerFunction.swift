import AWSClient
import DurableExecution
import Foundation
import TestServices

@testable import DurableLambda

/// The ledger workflow: its table, its queue, and what it has noted.
struct LedgerFunction {
    let service: MiniStack
    let ledger: String
    let store: ExecutionStore
    private let table = "ledger-\(UUID().uuidString)"
    private let queueURL: String

    init() async throws {
        service = try await MiniStack.shared
        _ = try await service.client().send(ExecutionsTable.creation(table))
        queueURL = try await service.createQueue("ledger-\(UUID().uuidString)")
        store = .dynamoDB(service.client(), table: table)
        ledger = FileManager.default.temporaryDirectory
            .appending(path: "ledger-\(UUID().uuidString)").path()
    }

    static let execution = "ledger/one"
    static let start = #"{"perdure":{"start":{"name":"one","input":null}}}"#
    static let wake = #"{"perdure":{"wake":{"execution":"\#(execution)"}}}"#

    /// A process of its own under AWS's emulator, with so many seconds for each invocation: as long as it takes until
    /// another one may take over.
    func serve(through proxy: LogProxy, timeout: Int = 1) async throws -> LedgerProcess {
        let own = [
            "AWS_ENDPOINT_URL_DYNAMODB": proxy.endpointURL,
            "AWS_LAMBDA_FUNCTION_TIMEOUT": "\(timeout)",
            "LEDGER": ledger,
            "PERDURE_STORE": "dynamodb://\(table)",
            "PERDURE_WAKE_QUEUE": queueURL,
        ]
        let emulator = try await RuntimeInterfaceEmulator(
            product: "LedgerWorkflow",
            environment: service.environment.merging(own) { $1 }
        )
        return LedgerProcess(emulator: emulator, proxy: proxy)
    }

    /// The workflow's processes: the bootstraps, not the emulators around them.
    var running: [pid_t] {
        get throws {
            try processes(with: "LEDGER=\(ledger)", running: builtProduct("LedgerWorkflow"))
        }
    }

    func kill() throws {
        for process in try running { Foundation.kill(process, SIGKILL) }
    }

    /// Sends a signal to the emulator whose function writes through a proxy, not to the function.
    func signal(_ number: CInt, toEmulatorOf proxy: LogProxy) throws {
        let functions = try running
        let variable = "AWS_ENDPOINT_URL_DYNAMODB=\(proxy.endpointURL)"
        for process in try processes(with: variable) where !functions.contains(process) {
            Foundation.kill(process, number)
        }
    }

    func note(_ line: String) throws {
        let file = try FileHandle(forWritingTo: URL(filePath: ledger))
        try file.seekToEnd()
        try file.write(contentsOf: Data("\(line)\n".utf8))
    }

    var lines: [String] {
        get throws {
            try String(contentsOfFile: ledger, encoding: .utf8).split(separator: "\n").map(
                String.init
            )
        }
    }

    var record: ExecutionRecord? {
        get async throws { try await store.record(of: Self.execution) }
    }

    /// Answers the workflow's callback if it is open, and wakes it.
    func answerIfAsked() async throws {
        guard let callback = try await record?.openCallbacks.first,
            case .callback(let state) = callback.state
        else { return }
        _ = try await store.answer(state.token, with: .succeeded(result: #""yes""#))
        try await WakeUps(client: service.client(), queueURL: queueURL).wake(Self.execution)
    }

    /// The next wake-up, when it is due.
    func nextWakeUp() async throws -> String? {
        let call = SQS.ReceiveMessage(queueURL: queueURL, maximumCount: 1, wait: .seconds(5))
        return try await service.client().send(call).first?.body
    }
}

/// A process of the ledger workflow, with what stands around it.
struct LedgerProcess {
    fileprivate let emulator: RuntimeInterfaceEmulator
    fileprivate let proxy: LogProxy

    func invoke(_ event: String) async throws -> String { try await emulator.invoke(event) }
}
