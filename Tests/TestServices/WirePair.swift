package import AWSClient
import Foundation
import HTTPTransport
package import JSONCoding

/// A call as we send it, and what to tell boto3 so that it sends the same.
package struct WirePair: Sendable {
    private let name: String
    private let ours: HTTPRequest
    private let question: JSON

    package init(_ ours: some AWSCall, _ service: String, _ operation: String, _ parameters: JSON) {
        name = "\(service) \(operation)"
        self.ours = ours.request
        question = [.string(service), .string(operation), parameters]
    }

    /// What is not the same, for each pair where something is not.
    package static func differences(in pairs: [WirePair]) async throws -> [String] {
        let questions = pairs.map { String(decoding: $0.question.bytes, as: UTF8.self) }
        let answers = try await Oracle("wire", of: "TestServices").answers(toLines: questions)
        guard answers.count == pairs.count else { return ["not one answer for each question"] }
        return try zip(pairs, answers).flatMap { pair, answer in
            let theirs = WireForm(try JSON(parsing: Array(answer.utf8)))
            return WireForm(pair.ours).differences(from: theirs).map { "\(pair.name): \($0)" }
        }
    }
}

extension WirePair: CustomStringConvertible {
    package var description: String { name }
}

/// What counts in a request, in a form in which equal meanings are equal.
private struct WireForm {
    private let method: String
    private let path: String
    private let query: [String]
    private let fields: [String: String]
    private let body: String

    /// Fields beside these are the clients' own.
    private static let names = [
        "content-type", "x-amz-target", "x-amz-invocation-type", "x-amz-durable-execution-name",
        "if-none-match", "x-amz-meta-a", "x-amz-sso_bearer_token",
    ]

    init(_ request: HTTPRequest) {
        var fields: [String: String] = [:]
        for field in request.fields.all { fields[field.name.lowercased()] = field.value }
        self.init(
            method: request.method,
            target: request.target,
            fields: fields,
            body: request.body
        )
    }

    init(_ json: JSON) {
        let url = json["url"]?.string ?? ""
        self.init(
            method: json["method"]?.string ?? "",
            target: url.replacingOccurrences(of: "http://127.0.0.1:1", with: ""),
            fields: json["fields"]?.object?.compactMapValues(\.string) ?? [:],
            body: Base64.decode(json["body"]?.string ?? "") ?? []
        )
    }

    private init(method: String, target: String, fields: [String: String], body: [UInt8]) {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        self.method = method
        path = parts.first ?? ""
        query = parts.dropFirst().first.map(Self.form) ?? []
        self.fields = fields.filter { Self.names.contains($0.key) }
        let text = String(decoding: body, as: UTF8.self)
        let isForm = fields["content-type"]?.hasPrefix("application/x-www-form") ?? false
        self.body = isForm ? "\(Self.form(text))" : Self.meaning(body) ?? Self.elements(text)
    }

    func differences(from theirs: WireForm) -> [String] {
        var differences: [String] = []
        func compare<Value: Equatable>(_ part: String, _ value: (WireForm) -> Value) {
            if value(self) != value(theirs) {
                differences.append("\(part): ours \(value(self)), theirs \(value(theirs))")
            }
        }
        compare("method", \.method)
        compare("path", \.path)
        compare("query", \.query)
        compare("body", \.body)
        // A client that sends no body names its type or does not.
        let ours = fields.filter { !body.isEmpty || $0.key != "content-type" }
        for (name, value) in ours where theirs.fields[name] != value {
            if name == "content-type", theirs.fields[name] == nil { continue }
            differences.append("\(name): ours \(value), theirs \(theirs.fields[name] ?? "none")")
        }
        for name in theirs.fields.keys where fields[name] == nil && name != "content-type" {
            differences.append("\(name): missing")
        }
        return differences
    }

    private static func form(_ text: String) -> [String] {
        text.split(separator: "&").map { parameter in
            let spaced = parameter.replacingOccurrences(of: "+", with: "%20")
            let plain = String(decoding: PercentEncoding.decode(spaced.utf8), as: UTF8.self)
            return plain.contains("=") ? plain : "\(plain)="
        }.sorted()
    }

    /// The tags of an XML document in order, whose elements may come in any; other texts unchanged.
    private static func elements(_ text: String) -> String {
        text.hasPrefix("<") ? "\(text.split(separator: "<").sorted())" : text
    }

    /// JSON with its members in order; nil for a body that is none.
    private static func meaning(_ body: [UInt8]) -> String? {
        (try? JSON(parsing: body)).map { "\(sorted($0))" }
    }

    private static func sorted(_ json: JSON) -> String {
        switch json {
        case .object(let members):
            let members = members.sorted { $0.name < $1.name }
            return "{" + members.map { "\($0.name):\(sorted($0.value))" }.joined(separator: ",")
                + "}"
        case .array(let elements):
            return "[" + elements.map(sorted).joined(separator: ",") + "]"
        default:
            return String(decoding: json.bytes, as: UTF8.self)
        }
    }
}
