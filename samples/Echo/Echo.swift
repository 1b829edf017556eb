import LambdaRuntime

/// Gives every event back unchanged, byte for byte.
@main struct Echo {
    static func main() {
        Lambda.run { (event: [UInt8], _: Invocation) in event }
    }
}
