import AWSClient
import ArgumentParser
import DurableClient
import DurableExecution
import DurableLambda
import DurableLocal
import Foundation

/// Which executions a command is about.
struct ServiceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            The store they are in: sqlite://PATH, dynamodb://TABLE, or lambda://FUNCTION on AWS.
            """,
            discussion:
                "PERDURE_STORE sets the default; without one it is Lambda's API at --endpoint.",
            valueName: "url"
        )
    )
    var store: String?

    @Option(
        help: ArgumentHelp(
            "The queue that wakes the function whose executions are in a DynamoDB table.",
            discussion: "PERDURE_WAKE_QUEUE sets the default.",
            valueName: "url"
        )
    )
    var wakeQueue: String?

    @OptionGroup var lambda: EndpointOptions
    @OptionGroup var account: AccountOptions

    private static var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// A store that is not there yet is none to look at.
    func service() throws -> any ExecutionService {
        guard let store = store ?? Self.environment["PERDURE_STORE"] else {
            let client = lambda.client
            return LambdaExecutions(client) { try await client.functions().map(\.name) }
        }
        if let store = RemoteStore(store) { return try remote(store) }
        let path = store.dropFirst("sqlite://".count)
        guard !store.hasPrefix("sqlite://") || FileManager.default.fileExists(atPath: String(path))
        else { throw CommandError.unreadable(String(path), "there is no such file") }
        let local = try LocalStore(store)
        return StoredExecutions(
            local.table,
            .local(local.table, now: { .now }),
            wake: { _ in }
        )
    }

    private func remote(_ store: RemoteStore) throws -> any ExecutionService {
        let client = try account.client(connections: 16)
        let queue = wakeQueue ?? Self.environment["PERDURE_WAKE_QUEUE"]
        let wakeUps = queue.map { WakeUps(client: client, queueURL: $0) }
        return store.executions(client) { execution in
            guard let wakeUps else {
                return Console.note("It goes on with the next sweep; at once with --wake-queue.")
            }
            try await wakeUps.wake(execution, after: .zero)
        }
    }
}
