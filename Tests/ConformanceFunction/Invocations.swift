import DurableExecution
import Glibc

enum Invocations {
    static let basic = Workflow("invoke-basic") { (input: String, context: WorkflowContext) in
        try await context.invoke("echo", function: target, input: input, returning: String.self)
    }

    static let named = Workflow("invoke-named") { (input: NamedPayload, context: WorkflowContext) in
        try await context.invoke(
            input.name,
            function: target,
            input: input.payload,
            returning: String.self
        )
    }

    static let null = Workflow("invoke-null") { (_: NoInput, context: WorkflowContext) in
        try await context.invoke(
            "echo",
            function: target,
            input: String?.none,
            returning: String?.self
        )
    }

    static let failing = Workflow("invoke-failing") { (_: NoInput, context: WorkflowContext) in
        try await context.invoke(
            "fail",
            function: target,
            input: String?.none,
            returning: String?.self
        )
    }

    static let large = Workflow("invoke-large") { (_: NoInput, context: WorkflowContext) in
        try await context.invoke(
            "count",
            function: target,
            input: String(repeating: "x", count: 1_000_000),
            returning: Int.self
        )
    }

    static let tenant = Workflow("invoke-tenant") {
        (input: TenantPayload, context: WorkflowContext) in
        try await context.invoke(
            "echo",
            function: target,
            tenantID: input.tenantId,
            input: input.payload,
            returning: String.self
        )
    }

    static let failureReplayed = Workflow("invoke-failure-replayed") {
        (_: NoInput, context: WorkflowContext) in
        var caught: String?
        do {
            _ = try await context.invoke(
                "fail",
                function: target,
                input: String?.none,
                returning: String?.self
            )
        } catch let failure as OperationFailure {
            caught = failure.error.message
        }
        try await context.wait("a while", for: .seconds(1))
        return caught
    }

    static let afterStep = Workflow("invoke-after-step") {
        (_: NoInput, context: WorkflowContext) in
        let input = try await context.step("prepare") { "prepared" }
        return try await context.invoke(
            "echo",
            function: target,
            input: input,
            returning: String.self
        )
    }

    static let inChild = Workflow("invoke-in-child") { (_: NoInput, context: WorkflowContext) in
        try await context.child("child") { context in
            try await context.invoke(
                "echo",
                function: target,
                input: "inside",
                returning: String.self
            )
        }
    }

    static let sequence = Workflow("invoke-sequence") { (_: NoInput, context: WorkflowContext) in
        let first = try await context.invoke(
            "first",
            function: target,
            input: "one",
            returning: String.self
        )
        return try await context.invoke(
            "second",
            function: target,
            input: "\(first), two",
            returning: String.self
        )
    }

    static let uppercase = Workflow("invoke-uppercase") {
        (input: String, context: WorkflowContext) in
        try await context.invoke("echo", function: target, input: input, coding: .uppercase)
    }

    static let all = [
        basic.hosted, named.hosted, null.hosted, failing.hosted, large.hosted, tenant.hosted,
        failureReplayed.hosted, afterStep.hosted, inChild.hosted, sequence.hosted, uppercase.hosted,
    ]

    /// The function that a workflow calls, with its qualifier.
    fileprivate static var target: String {
        getenv("TARGET").map { String(cString: $0) } ?? "Echo:$LATEST"
    }
}

/// The functions that others call.
enum InvokeTargets {
    static let echo = Workflow("target-echo") { (input: String?, _: WorkflowContext) in input }

    static let failing = Workflow("target-failing") { (_: NoInput, _: WorkflowContext) in
        throw CaseFailure("the target always fails")
    }

    static let counting = Workflow("target-counting") { (input: String, _: WorkflowContext) in
        input.utf8.count
    }

    static let all = [echo.hosted, failing.hosted, counting.hosted]
}

struct NamedPayload: Codable {
    var name: String
    var payload: String
}

struct TenantPayload: Codable {
    var tenantId: String
    var payload: String
}
