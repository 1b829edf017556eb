import AWSClient
import DurableExecution
import DurableLambda
import HTTPTransport
import JSONCoding

/// A rule of the layout in DynamoDB, broken on purpose on the way between the log and the service.
package enum DynamoDBMutation: String, Sendable, CaseIterable {
    /// An entry is written whether or not its number is free.
    case noCondition
    /// An owner takes an entry that is in its place for its own.
    case mistakenCollision
    /// A new owner begins before its seal is in the table.
    case skippedSeal
    /// A log is read as it was a while ago.
    case inconsistentRead
    /// Of a log in several pages only the first is read.
    case lostPage
    /// What was left undone of a batch of pieces stays undone.
    case lostPieces
    /// Nothing says that something has come from outside.
    case noAnnouncement
    /// Lists are told of nothing but the start.
    case unshown
    /// Lists are told what is no longer so.
    case unconditionalShow
}

extension DynamoDBMutation {
    /// What comes of a request to a service.
    func answer(
        _ request: HTTPRequest,
        by service: (HTTPRequest) -> HTTPResponse
    ) -> HTTPResponse {
        let operation = request.fields["X-Amz-Target"]?.split(separator: ".").last ?? ""
        guard let arguments = try? JSON(parsing: request.body) else { return service(request) }
        switch (self, operation) {
        case (.noCondition, "PutItem"), (.unconditionalShow, "UpdateItem"):
            return service(request.with(arguments.without("ConditionExpression")))
        case (.mistakenCollision, "PutItem"):
            let response = service(request)
            let isCollision = response.text.contains("ConditionalCheckFailed")
            return isCollision ? .nothing : response
        case (.skippedSeal, "PutItem"):
            return arguments.isSeal ? .nothing : service(request)
        case (.inconsistentRead, "Query"):
            return service(request.with(arguments.without("ConsistentRead")))
        case (.lostPage, "Query"):
            return service(request).mapped { $0.without("LastEvaluatedKey") }
        case (.lostPieces, "BatchWriteItem"):
            return service(request).mapped { $0.without("UnprocessedItems") }
        case (.noAnnouncement, "UpdateItem"):
            return request.text.contains("begins_with") ? .nothing : service(request)
        case (.unshown, "UpdateItem"):
            return request.text.contains("begins_with") ? service(request) : .nothing
        default: return service(request)
        }
    }
}

extension JSON {
    fileprivate func without(_ name: String) -> JSON {
        guard var members = object else { return self }
        members[name] = nil
        let text = JSON.object(members).unquotedText
        // Placeholders of what is gone are gone with it.
        for kind in ["ExpressionAttributeNames", "ExpressionAttributeValues"] {
            let used = members[kind]?.object?.filter { text.contains($0.name) } ?? []
            members[kind] =
                used.isEmpty ? nil : .object(JSON.Object(used.map { ($0.name, $0.value) }))
        }
        return .object(members)
    }

    /// All expressions.
    private var unquotedText: String {
        (object ?? [:]).filter { $0.name.hasSuffix("Expression") }
            .compactMap(\.value.string).joined(separator: " ")
    }

    fileprivate var isSeal: Bool {
        guard let item = try? itemAttributes(self["Item"] ?? .null),
            case .seal = try? DynamoDBLog.entry(in: item, []).content
        else { return false }
        return true
    }
}

extension HTTPRequest {
    fileprivate var text: String { String(decoding: body, as: UTF8.self) }

    fileprivate func with(_ arguments: JSON) -> HTTPRequest {
        var request = self
        request.body = arguments.bytes
        return request
    }
}

extension HTTPResponse {
    fileprivate static let nothing = HTTPResponse(status: 200, body: Array("{}".utf8))

    fileprivate var text: String { String(decoding: body, as: UTF8.self) }

    fileprivate func mapped(_ change: (JSON) -> JSON) -> HTTPResponse {
        guard let body = try? JSON(parsing: body) else { return self }
        return HTTPResponse(status: status, fields: fields, body: change(body).bytes)
    }
}
