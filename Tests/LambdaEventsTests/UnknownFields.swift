import Foundation
import TestServices

/// Puts members that no type knows into every object of an event.
struct UnknownFields {
    private var source: SplitMix64

    init(seed: UInt64) {
        source = SplitMix64(state: seed)
    }

    mutating func inject(into json: Data) throws -> Data {
        let event = try JSONSerialization.jsonObject(with: json)
        return try JSONSerialization.data(withJSONObject: inject(into: event, named: ""))
    }

    /// Objects whose members are data: their names are not AWS's, and one more would be content.
    private static let content: Set = [
        "headers", "multiValueHeaders", "queryStringParameters", "multiValueQueryStringParameters",
        "pathParameters", "stageVariables", "claims", "lambda", "detail", "ResourceProperties",
        "OldResourceProperties", "userAttributes", "clientMetadata", "validationData", "context",
        "privateChallengeParameters", "publicChallengeParameters", "userArguments",
        "extractedFields",
    ]

    /// Objects whose members have names of others, but a shape of AWS's.
    private static let dictionaries: Set = [
        "messageAttributes", "MessageAttributes", "datasetRecords", "Keys", "NewImage", "OldImage",
        "M",
    ]

    private mutating func inject(into value: Any, named name: String) -> Any {
        switch value {
        case let members as [String: Any]: inject(into: members, named: name)
        case let elements as [Any]: elements.map { inject(into: $0, named: "") }
        default: value
        }
    }

    private mutating func inject(into object: [String: Any], named name: String) -> [String: Any] {
        if Self.content.contains(name) || isAuthorizerContext(object, name) { return object }
        var result: [String: Any] = [:]
        for (key, value) in object { result[key] = inject(into: value, named: key) }
        if Self.dictionaries.contains(name) { return result }
        for _ in 0...Int.random(in: 0...2, using: &source) {
            result["x\(source.next())"] = value(depth: 3)
        }
        return result
    }

    /// What an authorizer of a REST API says is content; an HTTP API's has a shape.
    private func isAuthorizerContext(_ object: [String: Any], _ name: String) -> Bool {
        name == "authorizer" && Set(object.keys).isDisjoint(with: ["jwt", "iam", "lambda"])
    }

    private mutating func value(depth: Int) -> Any {
        switch Int.random(in: 0...(depth > 0 ? 5 : 3), using: &source) {
        case 0: NSNull()
        case 1: Bool.random(using: &source)
        case 2: Double.random(in: -1e9...1e9, using: &source)
        case 3: String(source.next(), radix: 36)
        case 4: (0..<2).map { _ in value(depth: depth - 1) }
        default: ["x\(source.next())": value(depth: depth - 1)]
        }
    }
}
