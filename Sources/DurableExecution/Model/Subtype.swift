/// The subtypes that this library writes; a store accepts any other.
enum Subtype: String {
    case step = "Step"
    case wait = "Wait"
    case callback = "Callback"
    case waitForCallback = "WaitForCallback"
    case map = "Map"
    case mapIteration = "MapIteration"
}
