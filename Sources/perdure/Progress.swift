import LambdaEmulator
import LambdaPackager

/// How far a long task is, on standard error: one line that changes in place on a terminal, and only
/// the beginning and the end elsewhere.
struct Progress: Sendable {
    private let title: String
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant

    init(_ title: String) {
        self.title = title
        start = clock.now
        if Terminal.errors.isInteractive { show("") } else { Console.note("\(title) …") }
    }

    func report(_ line: BuildLine) {
        switch line {
        case .progress(let text): show(text)
        case .diagnostic(let text): Console.note(text)
        }
    }

    /// Ends with what has come of it and how long it took.
    func end(_ result: String) {
        hide()
        Console.note("\(result) in \(Elapsed(start.duration(to: clock.now)))")
    }

    /// Ends without a word: the error that follows says it.
    func hide() {
        Console.show(status: "")
    }

    private func show(_ text: String) {
        Console.show(status: "\(title) … \(text)")
    }
}
