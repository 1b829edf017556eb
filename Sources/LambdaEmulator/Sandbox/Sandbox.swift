import DurableExecution

/// One process of a function, as the pool sees it.
///
/// | state     | next            | answer               | exit or deadline         |
/// |-----------|-----------------|----------------------|--------------------------|
/// | starting  | waiting         | refused              | the oldest event fails   |
/// | waiting   | waiting         | refused              | nobody is hurt           |
/// | running   | same event anew | answered, streaming  | the event it holds fails |
/// | streaming | waits its turn  | refused but its end  | the event it holds fails |
/// | broken    | event fails     | refused              | the event it holds fails |
/// | answered  | waiting         | refused              | nobody is hurt           |
/// | stopping  | refused         | refused              | gone                     |
struct Sandbox: Sendable, Hashable {
    typealias ID = Int

    enum State: Sendable, Hashable {
        case starting(until: Timestamp)
        case waiting(since: Timestamp)
        case running(Attempt)
        /// The answer has begun and is on its way to the caller; the runtime may ask again before we
        /// have read it to its end.
        case streaming(Attempt, asksAgain: Bool = false)
        /// The answer was broken off: because the process is about to end, or else it asks again.
        case broken(Attempt)
        /// The event is answered; what the process does until it asks again is its own.
        case answered(Attempt, at: Timestamp)
        case stopping
    }

    var state: State
    /// Its code is out of date: it gets no more events.
    var isRetired = false
}

/// An invocation in the hands of one sandbox.
struct Attempt: Sendable, Hashable {
    let invocation: Invocation
    /// The nonce that tells this attempt from any other of the same request.
    let id: String
    let deadline: Timestamp
}

/// Why a call of the Runtime API is turned down.
enum RuntimeRefusal: Error, Sendable, Hashable {
    case unknownRequest
    case wrongState
    case staleAttempt
    case unknownResponseMode
}
