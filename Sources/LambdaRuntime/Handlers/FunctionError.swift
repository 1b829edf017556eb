/// An error that chooses how the caller of the function sees it.
///
/// Step Functions, for one, matches its retry rules against `errorType`. Any other error shows the
/// name of its type and its description.
public protocol FunctionError: Error {
    /// The `errorType` of the answer.
    var errorType: String { get }
    /// The `errorMessage` of the answer.
    var errorMessage: String { get }
    /// The `stackTrace` of the answer, a line for each call, the innermost first; empty by default.
    var stackTrace: [String] { get }
}

extension FunctionError {
    /// No lines.
    public var stackTrace: [String] { [] }
}
