/// Sends requests from any task, over connections that are kept between requests.
///
/// Each connection has a thread of its own, so that no task's thread ever blocks. There are at most
/// `maximumConnections` of them; further requests wait for their turn.
package final class HTTPClient: Sendable {
    private let pool: WorkerPool

    package init(maximumConnections: Int = 8, limits: HTTPResponseParser.Limits = .init()) {
        pool = WorkerPool(maximumCount: max(1, maximumConnections), limits: limits)
    }

    deinit { pool.close() }

    /// Sends a request and waits for its answer, whatever its status is.
    ///
    /// The timeout is for everything together, the wait for a free connection included. An
    /// idempotent request may go out again after a kept connection died under it. Cancelling the
    /// calling task ends the wait at once, with `HTTPError.cancelled`.
    package func send(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) async throws(HTTPError) -> HTTPResponse {
        let job = try HTTPJob(request, to: origin, timeout: timeout, isIdempotent: isIdempotent)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if job.begin(continuation) { pool.submit(job) }
            }
        } onCancel: {
            job.cancel()
        }
        return try result.get()
    }
}
