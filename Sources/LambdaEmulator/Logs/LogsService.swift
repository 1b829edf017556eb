import HTTPTransport

/// As much of CloudWatch Logs as it takes to read what functions write: FilterLogEvents and
/// DescribeLogGroups.
///
/// `perdure logs`, the AWS CLI's `logs filter-log-events` and boto3 read through it.
struct LogsService: Sendable {
    private static let prefix = "Logs_20140328."
    let store: LogStore
    let functions: [String]

    static func isCalled(by head: HTTPRequest) -> Bool {
        head.fields["X-Amz-Target"]?.hasPrefix(prefix) == true
    }

    func respond(to incoming: IncomingRequest) async -> HTTPResponse {
        let request = await incoming.collected(upTo: 1 << 20).message
        let operation = request.fields["X-Amz-Target"]?.dropFirst(Self.prefix.count)
        do throws(LogsFault) {
            switch operation {
            case "FilterLogEvents":
                return .logs(try events(try LogsQuery(request.body)))
            case "DescribeLogGroups": return .logs(LogGroups(functions))
            default:
                throw LogsFault(
                    type: "UnknownOperationException",
                    message: "The emulator does not serve \(operation ?? "this call")."
                )
            }
        } catch {
            return .logs(error, status: 400)
        }
    }

    /// The events after the position of a token, oldest first.
    private func events(_ query: LogsQuery) throws(LogsFault) -> LogsPage {
        guard let function = query.function, functions.contains(function) else {
            throw LogsFault(
                type: "ResourceNotFoundException",
                message: "The specified log group does not exist."
            )
        }
        let matching = store.entries(of: function).filter(query.matches)
        let page = matching.prefix(query.limit)
        return LogsPage(
            events: page.map(LogEvent.init),
            nextToken: matching.count > page.count ? page.last.map { "\($0.number)" } : nil
        )
    }
}

extension HTTPResponse {
    /// Moments are whole milliseconds here, unlike in Lambda's API.
    fileprivate static func logs(_ value: some Encodable, status: Int = 200) -> HTTPResponse {
        HTTPResponse(
            status: status,
            fields: ["Content-Type": "application/x-amz-json-1.1"],
            body: WireJSON.encodePayload(value)
        )
    }
}
