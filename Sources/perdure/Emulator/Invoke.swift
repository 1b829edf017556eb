import ArgumentParser
import DurableLambda
import Foundation
import HTTPTransport
import JSONCoding
import LambdaEmulator

/// `perdure invoke`: sends an event to a function and prints its answer.
struct Invoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Send an event to a function and print its answer."
    )

    @Argument(help: "The function's name or ARN.")
    var function: String

    @Option(
        help: ArgumentHelp(
            "The event: JSON, or a file with JSON; - is standard input.",
            valueName: "json|file"
        )
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

    @Flag(help: "Show a streamed answer as it comes.")
    var stream = false

    @Flag(help: "Show the end of what the function wrote, on standard error.")
    var log = false

    @OptionGroup var service: EndpointOptions

    func validate() throws {
        guard !(stream && isAsynchronous) else {
            throw ValidationError(
                "--stream waits for the answer, --async does not; give one of them"
            )
        }
    }

    func run() async throws {
        let (fields, payload) = try await message
        if stream { return try await runStreaming(fields, payload) }
        let request = HTTPRequest(
            method: "POST",
            target: "/2015-03-31/functions/\(function.percentEncoded)/invocations",
            fields: fields,
            body: payload
        )
        try show(try await service.client.send(request))
    }

    /// Lambda takes the name of an execution beside the event; a function that keeps its executions itself, in it.
    private var message: (fields: HTTPFields, payload: [UInt8]) {
        get async throws {
            let payload = try event.map { try Input.json($0) } ?? []
            var fields = fields
            guard let name else { return (fields, payload) }
            if try await service.client.function(function).ownStore != nil {
                let input = try JSON(parsing: payload.isEmpty ? Array("{}".utf8) : payload)
                return (fields, Envelope.start(name, input: input).bytes)
            }
            fields["X-Amz-Durable-Execution-Name"] = name
            return (fields, payload)
        }
    }

    private var fields: HTTPFields {
        var fields: HTTPFields = [
            "Content-Type": "application/json",
            "X-Amz-Invocation-Type": isAsynchronous ? "Event" : "RequestResponse",
        ]
        fields["X-Amz-Log-Type"] = log && !isAsynchronous ? "Tail" : nil
        return fields
    }

    private func show(_ response: HTTPResponse) throws {
        if let arn = response.fields["X-Amz-Durable-Execution-Arn"] {
            if isAsynchronous { Console.say(arn) } else { Console.note(arn) }
        }
        showLog(response.fields["X-Amz-Log-Result"])
        if !isAsynchronous { Output.write(response.body) }
        if response.fields["X-Amz-Function-Error"] != nil { try fail(response.body) }
    }

    private func showLog(_ encoded: String?) {
        guard let log = encoded.flatMap({ Data(base64Encoded: $0) }) else { return }
        FileHandle.standardError.write(log)
    }

    /// The error's text goes to where the answer would; what it is is told besides.
    private func fail(_ error: [UInt8]) throws {
        let type = try? WireJSON.decode(FailureType.self, error).errorType
        Console.complain("the function failed\(type.map { ": \($0)" } ?? "")")
        throw ExitCode.failure
    }
}

/// What a program can tell a function's error by.
private struct FailureType: Decodable {
    let errorType: String
}

// MARK: - Streaming

extension Invoke {
    private func runStreaming(_ fields: HTTPFields, _ payload: [UInt8]) async throws {
        let path = ["2021-11-15", "functions", function, "response-streaming-invocations"]
        let request = HTTPRequest(
            method: "POST",
            target: "/" + path.map(\.percentEncoded).joined(separator: "/"),
            fields: fields,
            body: payload
        )
        var reader = EventStreamReader()
        var refusal: HTTPResponse?
        var end: StreamEnd?
        try await StreamingCall(endpoint: service.endpoint, request: request).run { part in
            switch part {
            case .head(let head): if head.status != 200 { refusal = head }
            case .bytes(let bytes) where refusal != nil: refusal?.body += bytes
            case .bytes(let bytes):
                for message in try reader.receive(bytes) {
                    if message.event == "PayloadChunk" {
                        FileHandle.standardOutput.write(Data(message.payload))
                    } else {
                        end = try WireJSON.decode(StreamEnd.self, message.payload)
                    }
                }
            }
        }
        if let refusal { throw CommandError.refused(refusal.errorMessage) }
        Output.write([])
        showLog(end?.logResult)
        if let details = end?.errorDetails {
            Console.complain(details)
            throw ExitCode.failure
        }
    }
}
