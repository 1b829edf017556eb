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
        pthread_cond_init(condition, nil)
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
}
