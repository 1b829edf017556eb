import Glibc

/// A queue whose reader blocks its thread while there is nothing to read.
///
/// For threads of our own; a thread of the cooperative pool must never wait here.
package final class BlockingQueue<Element: Sendable>: @unchecked Sendable {
    // Sendable, because `elements` is touched only while `mutex` is held; `mutex` and `condition`
    // stay at one address from `init` to `deinit`.
    private var elements: [Element] = []
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    package init() {
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    package func push(_ element: Element) {
        pthread_mutex_lock(mutex)
        elements.append(element)
        pthread_mutex_unlock(mutex)
        pthread_cond_signal(condition)
    }

    /// Takes the oldest element, waiting for one if need be.
    package func pop() -> Element {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while elements.isEmpty { pthread_cond_wait(condition, mutex) }
        return elements.remove(at: 0)
    }

    /// Takes the oldest element; nil where none comes before the deadline, if there is one.
    package func pop(before deadline: ContinuousClock.Instant?) -> Element? {
        guard let deadline else { return pop() }
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while elements.isEmpty {
            let remaining = deadline - .now
            guard remaining > .zero else { return nil }
            var time = timespec(monotonicNowPlus: remaining)
            pthread_cond_timedwait(condition, mutex, &time)
        }
        return elements.remove(at: 0)
    }
}

extension timespec {
    fileprivate init(monotonicNowPlus duration: Duration) {
        self.init()
        clock_gettime(CLOCK_MONOTONIC, &self)
        let (seconds, attoseconds) = min(duration, .seconds(1_000_000)).components
        let nanoseconds = tv_nsec + Int(attoseconds / 1_000_000_000)
        tv_sec += Int(seconds) + nanoseconds / 1_000_000_000
        tv_nsec = nanoseconds % 1_000_000_000
    }
}
