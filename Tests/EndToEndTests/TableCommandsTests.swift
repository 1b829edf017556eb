import AWSClient
import Foundation
import TestServices
import Testing

@testable import DurableExecution
@testable import DurableLambda

@Suite struct `The command line on a DynamoDB table` {
    private let service: MiniStack
    private let table = "commands-\(UUID().uuidString)"
    private let queueURL: String
    private let store: ExecutionStore

    init() async throws {
        service = try await MiniStack.shared
        queueURL = try await service.createQueue(table)
        store = .dynamoDB(service.client(), table: table)
        let creation = try await perdure("executions", "create-table", table)
        try #require(creation.status == 0, "\(creation.errors)")
    }

    private func perdure(
        _ arguments: String...,
        knowsQueue: Bool = true
    ) async throws -> Command.Result {
        var command = Command(builtProduct("perdure"), arguments)
        command.environment = service.environment.merging(
            ["PERDURE_STORE": "dynamodb://\(table)"]
        ) { $1 }
        if knowsQueue { command.environment["PERDURE_WAKE_QUEUE"] = queueURL }
        return try await command.run()
    }

    private func woken() async throws -> [String] {
        let messages = try await service.client().send(SQS.ReceiveMessage(queueURL: queueURL))
        for message in messages {
            let handle = message.receiptHandle
            _ = try await service.client().send(
                SQS.DeleteMessage(queueURL: queueURL, receiptHandle: handle)
            )
        }
        return messages.map(\.body)
    }

    private func event(_ name: String) -> String {
        Envelope.Wake.execution(ExecutionID(rawValue: "order/\(name)")).event.text
    }

    @Test func `starts, lists, shows, stops and forgets executions, and wakes their host`()
        async throws
    {
        for name in ["one", "two"] {
            let start = try await perdure(
                "executions",
                "start",
                "order",
                "--name",
                name,
                "--input",
                "[1]",
                "--tag",
                "vip"
            )
            #expect(start.output == "\(name)\n", "\(start.errors)")
            #expect(try await woken() == [event(name)])
        }
        let list = try await perdure(
            "executions",
            "list",
            "--status",
            "running",
            "--tag",
            "vip",
            "-o",
            "plain"
        )
        #expect(list.output.split(separator: "\n").count == 2)
        #expect(list.output.contains("one\torder\tRUNNING\t"))
        let page = try await perdure("executions", "list", "--limit", "1", "-o", "plain")
        #expect(page.output.hasPrefix("two\t"))
        let cursor = try #require(page.errors.split(separator: "'").dropFirst().first)
        let next = try await perdure(
            "executions",
            "list",
            "--cursor",
            String(cursor),
            "-o",
            "plain"
        )
        #expect(next.output.hasPrefix("one\t"))

        let signal = try await perdure("executions", "signal", "one", "paid", knowsQueue: false)
        #expect(signal.errors.contains("next sweep"))
        #expect(try await perdure("executions", "stop", "order/one").status == 0)
        #expect(try await woken() == [event("one")])
        let show = try await perdure("executions", "show", "one")
        #expect(show.output.contains("was stopped"))
        let follow = try await perdure("executions", "follow", "one")
        #expect(follow.output.contains("was stopped"))
        #expect(try await perdure("executions", "delete", "two").status != 0)
        #expect(try await perdure("executions", "prune", "0s").errors == "1 executions forgotten\n")
        #expect(try await store.record(of: "order/one") == nil)
    }

    @Test func `finds account, region and endpoint in a profile`() async throws {
        let home = FileManager.default.temporaryDirectory.appending(path: table)
        let folder = home.appending(path: ".aws")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let config = """
            [profile dev]
            region = \(service.region)
            endpoint_url = \(service.endpointURL)
            aws_access_key_id = \(service.credentials.accessKeyID)
            aws_secret_access_key = \(service.credentials.secretAccessKey.text)
            """
        try Data(config.utf8).write(to: folder.appending(path: "config"))
        var command = Command(
            builtProduct("perdure"),
            ["executions", "list", "--store", "dynamodb://\(table)", "--profile", "dev"]
        )
        command.environment = ["HOME": home.path()]
        let list = try await command.run()
        #expect(list.status == 0, "\(list.errors)")
    }

    @Test func `shows and answers callbacks, and wakes their host`() async throws {
        let owner = LogEntry.Owner(deadline: Timestamp.now.advanced(by: .minutes(1)))
        let opening = try await store.start("order", ExecutionName("one"), input: nil, as: owner)
        guard case .owned(let log) = opening else { throw NotOwned() }
        let question = OperationUpdate(
            id: .path(1, in: nil),
            name: "question",
            subtype: "Callback",
            change: .startCallback(CallbackLimits())
        )
        _ = try await log.checkpoint([question], against: log.token)
        let row = try await perdure("callbacks", "-o", "plain").output
        let token = try #require(row.split(separator: "\t").last?.dropLast())
        #expect(row.hasPrefix("question\tone\tnever\t"))
        let wrong = try await perdure("callbacks", "succeed", "\(token)0")
        #expect(wrong.status != 0)
        let answer = try await perdure("callbacks", "succeed", String(token), "--payload", "true")
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(try await woken() == [event("one")])
        let record = try #require(try await store.record(of: "order/one"))
        #expect(record[.path(1, in: nil)]?.status == .succeeded)
    }
}

private struct NotOwned: Error {}
