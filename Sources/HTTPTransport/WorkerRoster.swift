/// Decides which worker takes which job; it starts nothing and sends nothing.
///
/// A job prefers an idle worker whose connection leads to its origin, then a new worker, then any
/// idle one; with all workers busy it waits, and a worker that gets free prefers jobs of its origin.
struct WorkerRoster<Job> {
    typealias ID = Int

    enum Assignment {
        case give(Job, to: ID)
        case start(ID, with: Job)
        case queued
    }

    private var waiting: [(job: Job, origin: Origin)] = []
    private var idle: [(id: ID, origin: Origin)] = []
    private var count = 0
    private var lastID = 0
    private let maximumCount: Int

    init(maximumCount: Int) {
        self.maximumCount = maximumCount
    }

    mutating func submit(_ job: Job, to origin: Origin) -> Assignment {
        if let index = idle.lastIndex(where: { $0.origin == origin }) {
            return .give(job, to: idle.remove(at: index).id)
        }
        if count < maximumCount {
            count += 1
            lastID += 1
            return .start(lastID, with: job)
        }
        if let worker = idle.popLast() { return .give(job, to: worker.id) }
        waiting.append((job, origin))
        return .queued
    }

    /// What a worker that is done does next; nil makes it idle.
    mutating func nextJob(for id: ID, at origin: Origin) -> Job? {
        guard !waiting.isEmpty else {
            idle.append((id, origin))
            return nil
        }
        let index = waiting.firstIndex { $0.origin == origin } ?? waiting.startIndex
        return waiting.remove(at: index).job
    }

    /// Takes back a worker that could not be started.
    mutating func failedToStart() {
        count -= 1
    }
}
