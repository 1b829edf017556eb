import ArgumentParser
import HTTPTransport
import LambdaEmulator

/// `perdure invoke`: sends an event to a function and prints its answer.
struct Invoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Send an event to a function and print its answer."
    )

    @Argument(help: "The function's name or ARN.")
    var function: String

    @Option(
        help: ArgumentHelp("A file with the event as JSON; - is standard input.", valueName: "file")
    )
    var event: String?

    @Flag(name: .customLong("async"), help: "Do not wait for the answer.")
    var isAsynchronous = false

    @Option(
        help: ArgumentHelp(
            "The name of the durable execution that this starts.",
            discussion: "The same name and event again return the same execution.",
            valueName: "execution"
        )
    )
    var name: String?

    @OptionGroup var service: EndpointOptions

    func run() async throws {
        var fields: HTTPFields = [
            "Content-Type": "application/json",
            "X-Amz-Invocation-Type": isAsynchronous ? "Event" : "RequestResponse",
        ]
        fields["X-Amz-Durable-Execution-Name"] = name
        let response = try await service.client.send(
            "POST",
            ["2015-03-31", "functions", function, "invocations"],
            fields: fields,
            body: try event.map { try Input.json(file: $0) } ?? []
        )
        try show(response)
    }

    private func show(_ response: HTTPResponse) throws {
        if let arn = response.fields["X-Amz-Durable-Execution-Arn"] {
            var progress = StandardError()
            if isAsynchronous { Output.write(Array(arn.utf8)) } else { print(arn, to: &progress) }
        }
        if !isAsynchronous { Output.write(response.body) }
        if response.fields["X-Amz-Function-Error"] != nil { throw ExitCode.failure }
    }
}
