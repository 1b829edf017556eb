import ArgumentParser

/// Which stack, and whose.
struct StackOptions: ParsableArguments {
    @Option(help: "The name of the stack.")
    var stackName: String

    @OptionGroup var account: AccountOptions

    @Option(help: .hidden)
    var poll = 2.0

    var pause: Duration { .seconds(poll) }
}
