import DurableClient
import DurableExecution
import LambdaEvents
import LambdaRuntime

/// The HTTP API in front of `samples/Approvals`: takes documents, shows what waits, and takes decisions.
///
/// It keeps nothing itself: a document that waits for its approval is an execution.
@main struct ApprovalDesk {
    static func main() {
        let desk = Result { try ApprovalDesk() }
        Lambda.run { (request: APIGatewayV2Request, _: Invocation) in
            try await desk.get().answer(request)
        }
    }

    private let approvals: Executions<JSONValue, JSONValue>

    private init() throws {
        approvals = try Executions(
            of: "document-approval",
            from: JSONValue.self,
            to: JSONValue.self
        )
    }

    private func answer(_ request: APIGatewayV2Request) async throws -> APIGatewayV2Response {
        let name = request.pathParameters?["name"] ?? ""
        do {
            switch request.routeKey {
            case "GET /approvals": return try await .init(.ok, json: waiting(request))
            case "PUT /approvals/{name}": return try await submit(request, as: name)
            case "GET /approvals/{name}": return try await .init(.ok, json: approval(name))
            case "POST /approvals/{name}/decision": return try await decide(request, on: name)
            default: throw Problem(.notFound, "there is no \(request.rawPath)")
            }
        } catch {
            guard let problem = Problem(error) else { throw error }
            return try .init(problem.status, json: ["problem": problem.text])
        }
    }

    /// What waits for a decision, the newest first; `after` is the cursor of the page before.
    private func waiting(_ request: APIGatewayV2Request) async throws -> [Approval] {
        let cursor = request.queryStringParameters?["after"]
        return try await approvals.list(.running, after: cursor)
            .filter { $0.decision != nil }
            .map(Approval.init)
    }

    private func submit(
        _ request: APIGatewayV2Request,
        as name: String
    ) async throws -> APIGatewayV2Response {
        guard let document = try? request.decodeBody(as: JSONValue.self),
            document["title"]?.string != nil
        else { throw Problem(.badRequest, "the body must be a document with a title") }
        try await approvals.start(named: name, input: document)
        return .init(.accepted, headers: ["location": "/approvals/\(name)"])
    }

    private func approval(_ name: String) async throws -> Approval {
        guard let found = try await approvals.execution(named: name) else {
            throw Problem(.notFound, "there is no approval '\(name)'")
        }
        return try Approval(found)
    }

    private func decide(
        _ request: APIGatewayV2Request,
        on name: String
    ) async throws -> APIGatewayV2Response {
        guard let decision = try? request.decodeBody(as: Decision.self), !decision.by.isEmpty else {
            let form = #"{"approved":true,"by":"Grace","comments":"well done"}"#
            throw Problem(.badRequest, "the body must look like \(form); comments may be missing")
        }
        guard let found = try await approvals.execution(named: name) else {
            throw Problem(.notFound, "there is no approval '\(name)'")
        }
        guard let callback = found.decision else {
            throw Problem(.conflict, "'\(name)' waits for no decision (any more)")
        }
        // Of two who decide at once, one comes too late here.
        try await approvals.answer(callback.token, with: decision)
        return .init(.noContent)
    }
}

extension ExecutionSnapshot {
    /// What the workflow waits for somebody to decide.
    var decision: Callback? { callbacks.first { $0.name == "decision" } }
}
