extension WorkflowContext {
    /// Ends this execution; a new one of the same workflow carries on, with an empty history.
    ///
    /// Nothing runs past it. For workflows that go on for ever: a history grows with every
    /// operation. Signals that nobody has received are lost with the old execution.
    public func continueAsNew(with input: some Encodable & Sendable) async throws -> Never {
        let input = try PayloadCoder.encode(input)
        await session.carryOn(with: input)
    }
}
