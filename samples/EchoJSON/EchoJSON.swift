import LambdaRuntime

/// Greets whoever the event names.
@main struct EchoJSON {
    struct Greeting: Codable {
        var name: String
        var message: String?
    }

    static func main() {
        Lambda.run { (greeting: Greeting, invocation: Invocation) in
            Greeting(name: greeting.name, message: "Hello, \(greeting.name)!")
        }
    }
}
