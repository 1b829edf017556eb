import DurableExecution

enum Waits {
    static let basic = wait("wait-basic", named: "wait", for: .seconds(2))
    static let named = wait("wait-named", named: "custom_wait_name", for: .seconds(2))
    static let minutes = wait("wait-minutes", named: "wait", for: .minutes(1))
    static let hours = wait("wait-hours", named: "wait", for: .hours(1))

    static let all = [basic.hosted, named.hosted, minutes.hosted, hours.hosted]

    private static func wait(
        _ workflow: String,
        named name: String,
        for duration: Duration
    ) -> Workflow<NoInput, Void> {
        Workflow(workflow) { (_: NoInput, context: WorkflowContext) in
            try await context.wait(name, for: duration)
        }
    }
}
