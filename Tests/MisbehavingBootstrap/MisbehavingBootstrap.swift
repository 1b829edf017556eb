import FoundationEssentials
import Glibc
import HTTPTransport

/// A bootstrap that does to the Runtime API what its events tell it, good or bad.
@main struct MisbehavingBootstrap {
    static func main() throws {
        guard var runtime = Runtime() else { exit(64) }
        if getenv("_HANDLER").map({ String(cString: $0) }) == "init-error" {
            runtime.report(error: "Bad.Start", to: "init/error")
            exit(1)
        }
        while true {
            let event = try runtime.next()
            obey(try Order(event: event.body), event, &runtime)
        }
    }

    private static func obey(_ order: Order, _ event: HTTPResponse, _ runtime: inout Runtime) {
        let id = event.fields["Lambda-Runtime-Aws-Request-Id"] ?? ""
        let attempt = event.fields["Lambda-Runtime-Invocation-Id"]
        switch order.do {
        case "echo": runtime.respond(event.body, to: id, attempt)
        case "answer": runtime.respond(Array((order.text ?? "").utf8), to: id, attempt)
        case "say":
            print(order.text ?? "")
            fflush(nil)
            runtime.respond(event.body, to: id, attempt)
        case "headers":
            let headers = Dictionary(event.fields.all.map { ($0.name, $0.value) }) { $1 }
            runtime.respond(json: headers, to: id, attempt)
        case "environment": runtime.respond(json: environmentVariables, to: id, attempt)
        case "process": runtime.respond(json: getpid(), to: id, attempt)
        case "error": runtime.report(error: "Bad.Luck", to: "invocation/\(id)/error")
        case "answer oddly": answerOddly(id, attempt, &runtime)
        case "answer too much":
            let statuses = [
                runtime.respond([UInt8](repeating: 0x20, count: 6_291_557), to: id, attempt)
            ]
            runtime.lastStatuses = statuses
        case "statuses": runtime.respond(json: runtime.lastStatuses, to: id, attempt)
        case "stream":
            Stream(order, to: id, attempt)?.send()
        case "exit": exit(order.code ?? 0)
        case "crash": abort()
        default: while true { pause() }
        }
    }

    /// Answers for another request, for another attempt, and then properly, with what came of it.
    private static func answerOddly(_ id: String, _ attempt: String?, _ runtime: inout Runtime) {
        let statuses = [
            runtime.respond([], to: "another", attempt), runtime.respond([], to: id, "another"),
        ]
        runtime.respond(json: statuses, to: id, attempt)
    }

    private static var environmentVariables: [String: String] {
        ProcessInfo.processInfo.environment
    }
}

struct Order: Decodable {
    let `do`: String
    var text: String?
    var code: Int32?
    /// What "stream" sends, and as what.
    var chunks: [String]?
    var type: String?
    /// After the first chunk, "stream" waits until this file is there.
    var until: String?
    /// How "stream" ends: properly unless it is "error", "exit" or "close".
    var end: String?
}

extension Order {
    /// An HTTP request carries its order in its body.
    init(event: [UInt8]) throws {
        let request = try? JSONDecoder().decode(Request.self, from: Data(event))
        let order = request.map { Array($0.body.utf8) } ?? event
        self = try JSONDecoder().decode(Order.self, from: Data(order))
    }

    private struct Request: Decodable {
        let body: String
    }
}

private struct Runtime: ~Copyable {
    private var connection: HTTPConnection
    var lastStatuses: [Int] = []

    init?() {
        let address = getenv("AWS_LAMBDA_RUNTIME_API").map { String(cString: $0) } ?? ""
        let parts = address.split(separator: ":")
        guard parts.count == 2, let port = Int(parts[1]) else { return nil }
        connection = HTTPConnection(to: Origin(.http, host: String(parts[0]), port: port))
    }

    mutating func next() throws -> HTTPResponse {
        try connection.exchange(
            HTTPRequest(method: "GET", target: "/2018-06-01/runtime/invocation/next"),
            isIdempotent: true
        )
    }

    @discardableResult
    mutating func respond(_ body: [UInt8], to id: String, _ attempt: String?) -> Int {
        var fields: HTTPFields = [:]
        fields["Lambda-Runtime-Invocation-Id"] = attempt
        return post("invocation/\(id)/response", fields, body)
    }

    mutating func respond(json value: some Encodable, to id: String, _ attempt: String?) {
        let data = try? JSONEncoder().encode(value)
        respond(data.map(Array.init) ?? [], to: id, attempt)
    }

    mutating func report(error type: String, to path: String) {
        let body = #"{"errorType":"\#(type)","errorMessage":"as told"}"#
        _ = post(path, ["Lambda-Runtime-Function-Error-Type": "Function.Bad"], Array(body.utf8))
    }

    private mutating func post(_ path: String, _ fields: HTTPFields, _ body: [UInt8]) -> Int {
        let target = "/2018-06-01/runtime/\(path)"
        let request = HTTPRequest(method: "POST", target: target, fields: fields, body: body)
        return (try? connection.exchange(request, isIdempotent: false).status) ?? 0
    }
}
