import DurableExecution
import DurableLocal

struct Person: Codable {
    let name: String
}

/// Welcomes a person, waits for days for a confirmation, and loses nothing when the process ends
/// meanwhile.
let onboarding = Workflow("onboarding", durable: true) {
    (person: Person, context: WorkflowContext) in
    try await context.step("welcome") { print("Welcome, \(person.name)!") }
    let answer = try await context.callback(
        "confirmation",
        returning: Bool.self,
        timeout: .days(3)
    ) { token in
        print("To confirm: perdure callbacks succeed '\(token.rawValue)' --payload true")
    }
    guard answer == .received(true) else { return "\(person.name) did not confirm" }
    try await context.wait("pause", for: .seconds(5))
    try await context.step("introduce") { print("Everybody, this is \(person.name).") }
    return "\(person.name) is on board"
}

@main struct Onboarding {
    static func main() async { await LocalRuntime.main(onboarding) }
}
