/// What a context takes from where it is.
struct Surroundings: Sendable {
    /// What it shares with the branches beside it and below it.
    var scope = BranchScope(in: nil)
    /// Whether it goes on when the execution is to end.
    var isShielded = false
    /// How steps are retried that do not say it themselves.
    var retry = RetryStrategy.standard
    /// What takes the place of the bodies of steps.
    var substitute: StepSubstitute?

    /// Who is told of attempts.
    var attempts: ObservedAttempts?

    /// Those of what is inside: it ends with its own branches.
    func inside(_ subtype: Subtype) -> Surroundings {
        var surroundings = self
        surroundings.scope = BranchScope(in: scope)
        surroundings.isShielded = isShielded || subtype == .shield
        return surroundings
    }
}
