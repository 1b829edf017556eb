/// Events of queues are invocations that nobody sees the answer of but whoever reads the queue.
extension LambdaService {
    func outcome(of source: EventSource, _ event: [UInt8]) async -> InvocationOutcome {
        do throws(ServiceError) {
            let reply = try await reply(
                of: source.function,
                qualifier: source.qualifier,
                to: event
            )
            return await reply.whole().outcome
        } catch {
            return .failed(
                FunctionFailure(cause: .unavailable, type: error.code, message: error.message)
            )
        }
    }
}
