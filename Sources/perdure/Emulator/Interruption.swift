import Dispatch
import Foundation

/// The signals that ask a service to stop.
enum Interruption {
    /// Waits for SIGINT or SIGTERM; a second one ends the process as usual.
    static func first() async {
        let (signals, arrivals) = AsyncStream.makeStream(of: Void.self)
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                signal(number, SIG_DFL)
                arrivals.yield()
            }
            source.resume()
            return source
        }
        for await _ in signals { break }
        for source in sources { source.cancel() }
        signal(SIGINT, SIG_DFL)
        signal(SIGTERM, SIG_DFL)
    }
}
