extension WorkflowContext {
    /// Says how far the workflow is, for whoever asks: a query reads the last value of a name.
    ///
    /// Costs nothing to record: whoever asks replays the history up to where the workflow waits.
    public func publish(_ name: String, _ value: some Encodable & Sendable) throws {
        session.publish(name, try PayloadCoder.encode(value))
    }
}
