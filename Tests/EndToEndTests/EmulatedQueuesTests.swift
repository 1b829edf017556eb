import AWSClient
import Foundation
import TestServices
import Testing

/// Packaged samples on the emulator, with their queues and their table at MiniStack.
@Suite struct `The emulator with a stand-in for AWS` {
    private let service: MiniStack

    init() async throws {
        service = try await MiniStack.start()
    }

    /// Starts `perdure dev` for a template.
    private func dev(_ template: String) throws -> ServiceProcess {
        try ServiceProcess(
            [
                builtProduct("perdure"), "dev", "--packaged", "--port", "0", "--idle", "0.1",
                "--aws-endpoint", service.endpointURL, "--template", template,
            ],
            environment: service.environment
        )
    }

    private func queueURL(_ name: String) -> String {
        "\(service.endpointURL)/000000000000/\(name)"
    }

    @Test(.timeLimit(.minutes(15)))
    func `carries an approval through its table, its timer and its callback`() async throws {
        let emulator = try dev(repositoryRoot.appending(path: "template.yaml").path())
        let greeting = try await emulator.waitForOutput("durable in dynamodb://Executions")
        let endpoint = try #require(greeting.firstMatch(of: /http:\/\/127\.0\.0\.1:[0-9]+/)).output
        func perdure(_ arguments: String...) async throws -> String {
            try await perdure(arguments)
        }
        func perdure(_ arguments: [String]) async throws -> String {
            var command = Command(builtProduct("perdure"), arguments)
            command.environment = service.environment.merging([
                "PERDURE_ENDPOINT": String(endpoint),
                "PERDURE_STORE": "dynamodb://Executions",
                "PERDURE_WAKE_QUEUE": queueURL("WakeUps"),
            ]) { $1 }
            let result = try await command.run()
            #expect(result.status == 0, "\(result.errors)")
            return result.output
        }

        let document = repositoryRoot.appending(path: "samples/Approvals/document.json").path()
        let invoke = ["invoke", "Approvals", "--event", document, "--name", "mine"]
        let answer = try await perdure(invoke)
        #expect(answer.contains(#"{"execution":"document-approval/mine","status":"RUNNING"}"#))
        let callbacks = try await perdure("callbacks", "list", "--output", "json")
        let token = try #require(callbacks.firstMatch(of: /"token":"([^"]*)"/)).output.1
        let decision = #"{"approved":true,"by":"Grace"}"#
        _ = try await perdure("callbacks", "succeed", String(token), "--payload", decision)

        let history = try await perdure("executions", "follow", "mine")
        #expect(history.contains("approved by Grace"))
    }

    @Test(.timeLimit(.minutes(15)))
    func `hands a function its messages, and the poisoned one to the dead-letter queue`()
        async throws
    {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "queues-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // What is left behind lies in the system's temporary folder.
        defer { try? FileManager.default.removeItem(at: folder) }
        let template = folder.appending(path: "template.yaml")
        try Data(Self.template(try Sample("Receipts").zip).utf8).write(to: template)

        let client = service.client()
        // A queue that is there already, but not as the template has it.
        let old = SQS.CreateQueue(name: "Orders", attributes: ["VisibilityTimeout": "600"])
        #expect(try await client.send(old) == queueURL("Orders"))
        let emulator = try dev(template.path())
        try await emulator.waitForOutput("reads \(queueURL("Orders"))")
        let order = #"{"order":"A-1042","email":"ada@example.com","cents":5980}"#
        let sent = try await client.send(
            SQS.SendMessageBatch(
                queueURL: queueURL("Orders"),
                entries: [.init(id: "1", body: order), .init(id: "2", body: "not an order")]
            )
        )
        #expect(sent.failures.isEmpty)

        try await emulator.waitForOutput("to ada@example.com: order A-1042")
        let lost = SQS.ReceiveMessage(queueURL: queueURL("LostOrders"), wait: .seconds(20))
        var messages: [SQS.Message] = []
        while messages.isEmpty { messages = try await client.send(lost) }
        #expect(messages.map(\.body) == ["not an order"])
        #expect(messages.map(\.id) == [sent.messageIDs["2"]])
    }

    /// An order that fails twice is lost, and soon; otherwise as in the template of the samples.
    private static func template(_ receipts: String) -> String {
        """
        Resources:
          Receipts:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: \(receipts)
              Timeout: 5
              Events:
                Orders:
                  Type: SQS
                  Properties:
                    Queue: !GetAtt Orders.Arn
                    FunctionResponseTypes: [ReportBatchItemFailures]
          Orders:
            Type: AWS::SQS::Queue
            Properties:
              VisibilityTimeout: 5
              RedrivePolicy: { deadLetterTargetArn: !GetAtt LostOrders.Arn, maxReceiveCount: 2 }
          LostOrders:
            Type: AWS::SQS::Queue
        """
    }
}
