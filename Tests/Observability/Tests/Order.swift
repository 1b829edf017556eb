import DurableExecution

/// A step that fails once, a wait, a callback, and a step that fails.
let order = Workflow("order", durable: true) { (_: Int, context: WorkflowContext) in
    try await context.step("charge", retry: .fixed(attempts: 2, delay: .hours(1))) { attempt in
        if attempt.number == 1 { throw Refused() }
    }
    try await context.wait("grace", for: .hours(2))
    _ = try await context.createCallback("answer", returning: Int.self).result()
    try? await context.step("mail", retry: .fixed(attempts: 1, delay: .seconds(1))) {
        throw Refused()
    }
}

private struct Refused: Error {}
