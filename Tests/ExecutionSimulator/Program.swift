import DurableExecution

/// A workflow made by chance: a tree of operations, each with a name of its own.
struct Program: Sendable {
    var body: [Node] = []
    /// When it is told to end, in milliseconds after its start.
    var cancelledAfter: Int?
    /// When it is ended at once.
    var stoppedAfter: Int?
    /// How long it may take in all.
    var timeoutSeconds: Int?
    /// The workflows that it starts, and those that they start.
    var children: [ChildPlan] = []
    /// The signals that are sent to it.
    var signals: [(name: String, afterMilliseconds: Int)] = []
}

struct Node: Sendable {
    let name: String
    let kind: Kind

    indirect enum Kind: Sendable {
        case step(StepPlan)
        case wait(seconds: Int)
        /// Until a moment so many seconds after what the workflow takes for now.
        case waitUntil(seconds: Int)
        case callback(CallbackPlan)
        /// The answer is asked for after other work.
        case pendingCallback(CallbackPlan, meanwhile: [Node])
        case signal(timeoutSeconds: Int?)
        case condition(ConditionPlan)
        case invoke(fails: Bool)
        case child([Node], isLarge: Bool)
        case start(ChildPlan, meanwhile: [Node])
        /// Goes on when the execution is cancelled.
        case shield([Node])
        case branches(BranchesPlan)
        case handles([[Node]], meanwhile: [Node], Join)
        case saga([SagaStep], fails: Bool)
        case sideEffect
        case random
        case now
        /// What the code was, and what it is since a deployment.
        case patched(old: [Node], new: [Node])
        /// Goes on after a failure.
        case recovered([Node])
    }
}

struct StepPlan: Sendable {
    /// The attempts that fail.
    var failures = 0
    /// The attempts that the strategy allows.
    var attempts = 3
    var backoff = Backoff.fixed(seconds: 1)
    var failsForGood = false
    var isAtMostOnce = false
    var timeoutSeconds: Int?
    /// How long an attempt takes, at most.
    var milliseconds = 0

    enum Backoff: Sendable {
        case fixed(seconds: Int)
        case exponential
    }
}

struct CallbackPlan: Sendable {
    var timeoutSeconds: Int?
    var heartbeatSeconds: Int?
    var submitter = StepPlan()
    /// Without any, and without a limit, it is answered when all else is at rest.
    ///
    /// When somebody answers, in milliseconds after the token was handed out.
    var answers: [(afterMilliseconds: Int, Answer)] = []

    enum Answer: Sendable {
        case value
        case failure
        /// Text that no value can be made of.
        case unreadable
    }

    /// How long it stays open, at most.
    var limitSeconds: Int? { [timeoutSeconds, heartbeatSeconds].compactMap(\.self).min() }
}

struct ConditionPlan: Sendable {
    var looks: Int
    var allowed: Int
    var isSpread: Bool
    var throwsAtLook: Int?
    var milliseconds: Int
}

struct BranchesPlan: Sendable {
    var bodies: [[Node]]
    var concurrency: Int
    var policy: Policy
    var isMap: Bool

    enum Policy: Sendable {
        case failFast
        case all
        case firstSuccess
        case successes(Int)
        case tolerating(Int)
    }
}

/// A workflow that another one starts, in one place.
struct ChildPlan: Sendable {
    let workflow: String
    var body: [Node]
    /// How often it goes on as new.
    var rounds: Int
    var timeoutSeconds: Int?
    var policy: ParentClosePolicy
    var use: Use

    enum Use: Sendable {
        /// Its result is waited for.
        case value
        /// It is told to end, and then its result is waited for.
        case cancelled
        /// Nobody asks for it.
        case none
    }
}

enum Join: Sendable {
    case all
    case first
    case timed(seconds: Int)
    /// Nobody asks for them.
    case none
}

struct SagaStep: Sendable {
    let name: String
    var work: StepPlan
    var undo: StepPlan
}
