#if Metrics
public import DurableExecution

extension WorkflowObserver {
    /// Counters and timers for executions, runs, operations and attempts, by the factory that `MetricsSystem`
    /// has.
    ///
    /// | metric | kind | dimensions |
    /// |---|---|---|
    /// | `perdure.execution.duration` | timer | workflow, status |
    /// | `perdure.runs` | counter | workflow, end |
    /// | `perdure.operation.duration` | timer | workflow, type, status |
    /// | `perdure.attempt.duration` | timer | workflow, outcome |
    ///
    /// Names of operations and executions are no dimensions: there may be any number of them. There is such a
    /// member in packages that ask for the trait `Metrics`.
    public static var metrics: WorkflowObserver { WorkflowObserver(MetricObserver()) }
}
#endif
