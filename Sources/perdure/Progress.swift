import Foundation
import LambdaPackager
import Synchronization

/// How far a long task is, on standard error: one line that changes in place on a terminal, and only
/// the beginning and the end elsewhere.
final class Progress: Sendable {
    private let title: String
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private let isShown = Mutex(false)

    init(_ title: String) {
        self.title = title
        start = clock.now
        if Terminal.errors.isInteractive { show("") } else { Self.write("\(title) …\n") }
    }

    func report(_ line: BuildLine) {
        switch line {
        case .progress(let text): if Terminal.errors.isInteractive { show(text) }
        case .diagnostic(let text):
            hide()
            Self.write("\(text)\n")
        }
    }

    /// Ends with what has come of it and how long it took.
    func end(_ result: String) {
        hide()
        let duration = start.duration(to: clock.now)
        let seconds = duration.formatted(
            .units(allowed: [.seconds], fractionalPart: .show(length: 1))
        )
        Self.write("\(result) in \(seconds)\n")
    }

    /// Ends without a word: the error that follows says it.
    func hide() {
        isShown.withLock { isShown in
            if isShown { Self.write("\r\u{1B}[K") }
            isShown = false
        }
    }

    private func show(_ text: String) {
        isShown.withLock { isShown in
            let line = "\(title) … \(text)".prefix(Terminal.errors.width - 1)
            Self.write("\r\u{1B}[K\(line)")
            isShown = true
        }
    }

    private static func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
