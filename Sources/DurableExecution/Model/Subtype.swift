/// The subtypes that this library writes; a store accepts any other.
enum Subtype: String {
    case step = "Step"
    case wait = "Wait"
    case waitForCondition = "WaitForCondition"
    case callback = "Callback"
    case waitForCallback = "WaitForCallback"
    case chainedInvoke = "ChainedInvoke"
    case child = "RunInChildContext"
    case map = "Map"
    case mapIteration = "MapIteration"
    case parallel = "Parallel"
    case parallelBranch = "ParallelBranch"
    case first = "First"
    case sideEffect = "SideEffect"
    case patch = "Patch"
}
