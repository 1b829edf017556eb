import DurableExecution

enum Children {
    static let basic = Workflow("child-basic") { (input: String, context: WorkflowContext) in
        try await context.child("child") { context in
            try await context.step("echo") { input }
        }
    }

    static let named = Workflow("child-named") { (input: NamedValue, context: WorkflowContext) in
        try await context.child(input.name) { context in
            try await context.step("echo") { input.value }
        }
    }

    static let failing = Workflow("child-failing") { (_: NoInput, context: WorkflowContext) in
        try await context.child("child") { context in
            try await context.step("fail", retry: .never) { throw CaseFailure() }
        }
    }

    static let caught = Workflow("child-caught") { (input: String, context: WorkflowContext) in
        do {
            try await context.child("child") { context in
                try await context.step("fail", retry: .never) { throw CaseFailure() }
            }
        } catch is OperationFailure {}
        return try await context.step("recover") { input }
    }

    static let retried = Workflow("child-retried") { (input: String, context: WorkflowContext) in
        try await context.child("child") { context in
            try await context.step("unreliable", retry: .fixed(attempts: 3, delay: .seconds(1))) {
                attempt in
                guard attempt.number > 1 else { throw CaseFailure() }
                return input
            }
        }
    }

    static let exhausted = Workflow("child-exhausted") { (_: NoInput, context: WorkflowContext) in
        try await context.child("child") { context in
            try await context.step("fail", retry: .fixed(attempts: 2, delay: .seconds(1))) {
                throw CaseFailure()
            }
        }
    }

    static let mixed = Workflow("child-mixed") { (input: String, context: WorkflowContext) in
        try await context.child("child") { context in
            let result = try await context.step("echo") { input }
            try await context.wait("a while", for: .seconds(1))
            return result
        }
    }

    static let large = Workflow("child-large") { (input: String, context: WorkflowContext) in
        let result = try await context.child("child") { context in
            print(input)
            let small = try await context.step("echo") { input }
            return String(repeating: small, count: 300_000 / max(small.utf8.count, 1))
        }
        try await context.wait("a while", for: .seconds(1))
        return result.utf8.count
    }

    static let waiting = Workflow("child-waiting") { (input: String, context: WorkflowContext) in
        let result = try await context.child("child") { context in
            try await context.wait("a while", for: .seconds(1))
            return input
        }
        return try await context.step("echo") { result }
    }

    static let uppercase = Workflow("child-uppercase") {
        (input: String, context: WorkflowContext) in
        try await context.child("child", coding: .uppercase) { context in
            try await context.step("echo") { input }
        }
    }

    static let null = Workflow("child-null") { (_: NoInput, context: WorkflowContext) in
        try await context.child("child") { _ in String?.none }
    }

    static let logging = Workflow("child-logging") { (input: String, context: WorkflowContext) in
        let result = try await context.child("child") { _ in
            print(input)
            return input
        }
        try await context.wait("a while", for: .seconds(1))
        return result
    }

    static let all = [
        basic.hosted, named.hosted, failing.hosted, caught.hosted, retried.hosted,
        exhausted.hosted, mixed.hosted, large.hosted, waiting.hosted, uppercase.hosted, null.hosted,
        logging.hosted,
    ]
}

struct NamedValue: Codable {
    var name: String
    var value: String
}
