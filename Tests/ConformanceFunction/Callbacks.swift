import DurableExecution

enum Callbacks {
    static let basic = Workflow("callback-basic") { (name: String, context: WorkflowContext) in
        try await context.createCallback(name, returning: String.self).received
    }

    static let named = Workflow("callback-named") { (_: NoInput, context: WorkflowContext) in
        try await context.createCallback("approval", returning: String.self).received
    }

    static let heartbeatMissed = Workflow("callback-heartbeat-missed") {
        (name: String, context: WorkflowContext) in
        let callback = try await context.createCallback(
            name,
            returning: String.self,
            heartbeat: .seconds(5)
        )
        return try await callback.received
    }

    static let heartbeat = Workflow("callback-heartbeat") {
        (name: String, context: WorkflowContext) in
        let callback = try await context.createCallback(
            name,
            returning: String.self,
            heartbeat: .seconds(10)
        )
        return try await callback.received
    }

    static let thenStep = Workflow("callback-then-step") {
        (name: String, context: WorkflowContext) in
        let callback = try await context.createCallback(name, returning: String.self)
        try await context.step("notify") {}
        return try await callback.received
    }

    static let thenStepTimedOut = Workflow("callback-then-step-timed-out") {
        (name: String, context: WorkflowContext) in
        let callback = try await context.createCallback(
            name,
            returning: String.self,
            timeout: .seconds(5)
        )
        try await context.step("notify") {}
        return try await callback.received
    }

    static let thenWait = Workflow("callback-then-wait") {
        (name: String, context: WorkflowContext) in
        let callback = try await context.createCallback(name, returning: String.self)
        try await context.wait("a while", for: .seconds(5))
        return try await callback.received
    }

    static let thenWaitTimedOut = Workflow("callback-then-wait-timed-out") {
        (name: String, context: WorkflowContext) in
        let callback = try await context.createCallback(
            name,
            returning: String.self,
            timeout: .seconds(3)
        )
        try await context.wait("a while", for: .seconds(6))
        return try await callback.received
    }

    static let failureCaught = Workflow("callback-failure-caught") {
        (name: String, context: WorkflowContext) in
        let callback = try await context.createCallback(name, returning: String.self)
        let message = await callback.receivedOrReason
        try await context.wait("a while", for: .seconds(2))
        return message
    }

    static let timeoutCaught = Workflow("callback-timeout-caught") {
        (name: String, context: WorkflowContext) in
        let callback = try await context.createCallback(
            name,
            returning: String.self,
            timeout: .seconds(3)
        )
        let message = await callback.receivedOrReason
        try await context.wait("a while", for: .seconds(2))
        return message
    }

    static let number = Workflow("callback-number") { (name: String, context: WorkflowContext) in
        let count = try await context.createCallback(
            name,
            returning: Int.self,
            coding: .decimal
        ).received
        return Counts(count: count, doubled: count * 2)
    }

    static let inSequence = Workflow("callback-in-sequence") {
        (names: [String], context: WorkflowContext) in
        let a = try await context.createCallback(names[0], returning: String.self).received
        let b = try await context.createCallback(names[1], returning: String.self).received
        return [a, b]
    }

    static let outOfOrder = Workflow("callback-out-of-order") {
        (names: [String], context: WorkflowContext) in
        let a = try await context.createCallback(names[0], returning: String.self)
        let b = try await context.createCallback(names[1], returning: String.self)
        let second = try await b.received
        return [try await a.received, second]
    }

    static let all = [
        basic.hosted, named.hosted, heartbeatMissed.hosted, heartbeat.hosted, thenStep.hosted,
        thenStepTimedOut.hosted, thenWait.hosted, thenWaitTimedOut.hosted, failureCaught.hosted,
        timeoutCaught.hosted, number.hosted, inSequence.hosted, outOfOrder.hosted,
    ]
}

struct Counts: Codable {
    var count: Int
    var doubled: Int
}

/// Nobody answered in time.
struct NoAnswer: Error {}

extension CallbackAnswer {
    /// The answer, where the workflow cannot go on without one.
    var received: Value {
        get throws {
            guard case .received(let value) = self else { throw NoAnswer() }
            return value
        }
    }
}

extension PendingCallback {
    fileprivate var received: Value {
        get async throws { try await result().received }
    }
}

extension PendingCallback<String> {
    fileprivate var receivedOrReason: String {
        get async {
            do {
                return try await received
            } catch {
                return "caught \(error)"
            }
        }
    }
}
