/// Why a command could not do its work, and what to do next.
enum CommandError: Error, CustomStringConvertible {
    case unreachable(Endpoint)
    case failed(Endpoint, String)
    case streamsNeedHTTP(Endpoint)
    case refused(String)
    case unknownFunction(String, [String])
    case noTemplate(String)
    case noFunctions(String)
    case badTemplate(String, String)
    case unknownProduct(String, of: String, [String])
    case portInUse(Int)
    case noHold(String, on: String, String)
    case notJSON(String, JSONProblem)
    case unreadable(String, String)

    var description: String {
        switch self {
        case .unreachable(let endpoint):
            "nothing answers at \(endpoint); start 'perdure dev', or give --endpoint"
        case .failed(let endpoint, let reason): "no answer from \(endpoint): \(reason)"
        case .streamsNeedHTTP(let endpoint):
            "--stream takes an http endpoint, and \(endpoint) is none"
        case .refused(let message): message
        case .unknownFunction(let name, let known):
            "there is no function '\(name)'; the template has: \(known.joined(separator: ", "))"
        case .noTemplate(let path):
            "there is no \(path); run this in the folder of your template, or give --template"
        case .badTemplate(let path, let problem): "\(path) cannot be deployed: \(problem)"
        case .noFunctions(let path):
            "\(path) has no functions; give it a resource of type AWS::Serverless::Function"
        case .unknownProduct(let name, let function, let known):
            "\(function) is made from \(name), but the Swift package has no executable product \(name); "
                + "it has: \(known.joined(separator: ", ")). Correct its CodeUri, or package it and give --packaged"
        case .portInUse(let port):
            "port \(port) is in use; give another with --port, or 0 for any free one"
        case .noHold(let option, let function, let store):
            "\(option) has no hold on \(function), which keeps its executions itself in \(store); "
                + "leave one of the two away, \(option) or --aws-endpoint (AWS_ENDPOINT_URL)"
        case .notJSON(let what, let problem): "\(what) is not valid JSON: \(problem)"
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
        }
    }
}
