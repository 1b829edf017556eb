import DurableExecution

enum CallbackWaits {
    static let basic = Workflow("callback-wait-basic") {
        (name: String, context: WorkflowContext) in
        try await context.callback(name, returning: String.self) { _ in }.received
    }

    static let named = Workflow("callback-wait-named") { (_: NoInput, context: WorkflowContext) in
        try await context.callback("approval", returning: String.self) { _ in }.received
    }

    static let timedOut = Workflow("callback-wait-timed-out") {
        (name: String, context: WorkflowContext) in
        try await context.callback(name, returning: String.self, timeout: .seconds(3)) { _ in }
            .received
    }

    static let submitterFailing = Workflow("callback-wait-submitter-failing") {
        (name: String, context: WorkflowContext) in
        try await context.callback(
            name,
            returning: String.self,
            retry: .fixed(attempts: 2, delay: .seconds(1))
        ) { _ in
            throw CaseFailure()
        }.received
    }

    static let inChild = Workflow("callback-wait-in-child") {
        (name: String, context: WorkflowContext) in
        try await context.child("wrapper") { context in
            try await context.callback(name, returning: String.self) { _ in }.received
        }
    }

    static let afterOthers = Workflow("callback-wait-after-others") {
        (name: String, context: WorkflowContext) in
        try await context.wait("a while", for: .seconds(1))
        try await context.step("fetch") { ["fixed": "data"] }
        return try await context.callback(name, returning: String.self) { _ in }.received
    }

    static let object = Workflow("callback-wait-object") {
        (name: String, context: WorkflowContext) in
        try await context.callback(name, returning: Review.self) { _ in }.received.status
    }

    static let heartbeat = Workflow("callback-wait-heartbeat") {
        (name: String, context: WorkflowContext) in
        try await context.callback(name, returning: String.self, heartbeat: .seconds(10)) { _ in }
            .received
    }

    static let timeoutHandled = Workflow("callback-wait-timeout-handled") {
        (name: String, context: WorkflowContext) in
        let answer = try await context.callback(
            name,
            returning: String.self,
            timeout: .seconds(3)
        ) { _ in }
        return switch answer {
        case .received(let value): value
        case .timedOut: "timed-out-handled"
        }
    }

    static let all = [
        basic.hosted, named.hosted, timedOut.hosted, submitterFailing.hosted, inChild.hosted,
        afterOthers.hosted, object.hosted, heartbeat.hosted, timeoutHandled.hosted,
    ]
}

struct Review: Codable {
    var status: String
}
