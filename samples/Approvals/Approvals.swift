import DurableExecution
import DurableLambda

/// A document that somebody must approve before its recipients get it.
struct Document: Codable {
    var title: String
    var author: String
    var recipients: [String]
}

struct Request: Codable {
    var id: String
    var title: String
}

struct Decision: Codable {
    var approved: Bool
    var by: String
    var comments: String?
}

struct Outcome: Codable {
    var request: String
    var status: String
    var comments: String?
    var receipts: [String] = []
}

let approvals = Workflow("document-approval") { (document: Document, context: WorkflowContext) in
    let request = try await context.step("create request") {
        Request(id: "request-\(UInt32.random(in: 1000...9999))", title: document.title)
    }
    try await context.step("announce") {
        print("\(document.author) asks for approval of '\(request.title)' (\(request.id))")
    }

    let answer = try await context.callback(
        "decision",
        returning: Decision.self,
        timeout: .hours(72)
    ) { token in
        print("answer with token \(token.rawValue)")
    }
    guard case .received(let decision) = answer else {
        return Outcome(request: request.id, status: "expired")
    }
    guard decision.approved else {
        return Outcome(
            request: request.id,
            status: "rejected by \(decision.by)",
            comments: decision.comments
        )
    }

    try await context.wait("grace period", for: .seconds(2))
    let receipts = try await context.map("receipts", over: document.recipients, concurrency: 4) {
        recipient,
        context in
        try await context.step("mail") { "sent to \(recipient)" }
    }
    return Outcome(
        request: request.id,
        status: "approved by \(decision.by)",
        comments: decision.comments,
        receipts: receipts
    )
}

@main struct Main {
    static func main() {
        Workflows.host(approvals)
    }
}
