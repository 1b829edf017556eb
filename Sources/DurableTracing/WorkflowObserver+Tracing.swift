#if Tracing
public import DurableExecution

extension WorkflowObserver {
    /// Spans for executions, runs, operations and attempts, by the tracer that `InstrumentationSystem` has.
    ///
    /// All spans of an execution but its runs are one trace, however often it is suspended: that of whoever
    /// has started it. The span of an attempt is the current one while its step's body runs, so what the
    /// body calls is below it. There is such a member in packages that ask for the trait `Tracing`.
    public static var tracing: WorkflowObserver { WorkflowObserver(SpanObserver()) }
}
#endif
