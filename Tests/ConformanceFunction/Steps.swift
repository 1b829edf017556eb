import DurableExecution
import Glibc

enum Steps {
    static let basic = Workflow("step-basic") { (name: String, context: WorkflowContext) in
        try await context.step("greet") { greeting(name) }
    }

    static let named = Workflow("step-named") { (name: String, context: WorkflowContext) in
        try await context.step("custom_step_name") { greeting(name) }
    }

    static let object = Workflow("step-object") { (person: Person, context: WorkflowContext) in
        try await context.step("build response") {
            Response(user: person, count: person.tags.count)
        }
    }

    static let null = Workflow("step-null") { (_: NoInput, context: WorkflowContext) in
        try await context.step("do nothing") { String?.none }
    }

    static let logging = Workflow("step-logging") { (name: String, context: WorkflowContext) in
        try await context.step("greet") {
            print("Greeting step started for: \(name)")
            let greeting = greeting(name)
            print("Greeting step completed with: \(greeting)")
            return greeting
        }
    }

    static let replayed = Workflow("step-replayed") { (_: NoInput, context: WorkflowContext) in
        let result = try await context.step("compute") { "computed" }
        try await context.wait("a while", for: .seconds(2))
        return result
    }

    static let failureReplayed = Workflow("step-failure-replayed") {
        (_: NoInput, context: WorkflowContext) in
        var caught: String?
        do {
            try await context.step("fail", retry: .never) {
                print("step executed")
                throw CaseFailure()
            }
        } catch {
            caught = "\(error)"
        }
        try await context.wait("a while", for: .seconds(1))
        return caught
    }

    static let retried = Workflow("step-retried") { (_: NoInput, context: WorkflowContext) in
        try await context.step("unreliable", retry: .fixed(attempts: 3, delay: .seconds(1))) {
            attempt in
            try succeed(from: 2, attempt)
        }
    }

    static let retriedByDefault = Workflow("step-retried-by-default") {
        (_: NoInput, context: WorkflowContext) in
        try await context.step("unreliable") { attempt in try succeed(from: 3, attempt) }
    }

    static let backoff = Workflow("step-backoff") { (_: NoInput, context: WorkflowContext) in
        let retry = RetryStrategy.exponential(
            attempts: 5,
            initial: .seconds(2),
            factor: 3,
            jitter: .none
        )
        return try await context.step("unreliable", retry: retry) { attempt in
            try succeed(from: 3, attempt)
        }
    }

    static let notRetried = Workflow("step-not-retried") { (_: NoInput, context: WorkflowContext) in
        let retry = RetryStrategy.standard.unless { $0 is TransientError }
        try await context.step("fail", retry: retry) { throw TransientError() }
    }

    static let interrupted = Workflow("step-interrupted") {
        (input: String, context: WorkflowContext) in
        try await context.step(
            "at_most_once_flaky_step",
            retry: .never,
            semantics: .atMostOncePerRetry
        ) {
            print(input)
            exit(1)
        }
    }

    static let failing = Workflow("step-failing") { (_: NoInput, context: WorkflowContext) in
        try await context.step("fail", retry: .never) { throw CaseFailure() }
    }

    static let caught = Workflow("step-caught") { (_: NoInput, context: WorkflowContext) in
        let fallback: String
        do {
            fallback = try await context.step("fail", retry: .never) { throw CaseFailure() }
        } catch is OperationFailure {
            fallback = "fallback_result"
        }
        return try await context.step("go on") { fallback }
    }

    static let all = [
        basic.hosted, named.hosted, object.hosted, null.hosted, logging.hosted, replayed.hosted,
        failureReplayed.hosted, retried.hosted, retriedByDefault.hosted, backoff.hosted,
        notRetried.hosted, interrupted.hosted, failing.hosted, caught.hosted,
    ]
}

struct Person: Codable {
    var name: String
    var tags: [String]
}

struct Response: Codable {
    var user: Person
    var count: Int
}

struct TransientError: Error {}

private func greeting(_ name: String) -> String { "Hello, \(name)!" }

private func succeed(from first: Int, _ attempt: StepAttempt) throws -> String {
    guard attempt.number >= first else { throw CaseFailure("attempt \(attempt.number)") }
    return "Operation succeeded"
}
