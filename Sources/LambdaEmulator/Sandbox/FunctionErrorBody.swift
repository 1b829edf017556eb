/// The JSON of an error, as the Runtime API and callers of a function know it.
struct FunctionErrorBody: Codable, Equatable {
    let errorType: String?
    let errorMessage: String?
    var errorData: String?
    var stackTrace: [String]?

    init(type: String?, message: String?) {
        errorType = type
        errorMessage = message
    }

    var json: [UInt8] { WireJSON.encode(self) }
}
