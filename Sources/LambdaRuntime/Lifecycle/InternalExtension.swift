import HTTPTransport

/// An extension without events, for the one thing it brings: Lambda sends SIGTERM to functions that
/// have an extension.
///
/// Source: "Using the Lambda Extensions API", version 2020-01-01.
enum InternalExtension {
    static let name = "perdure-shutdown"

    /// Registers and, on a thread of its own, waits for an event that never comes: asking for it is
    /// how an extension says that it is ready.
    static func register(at origin: Origin) {
        var connection = HTTPConnection(to: origin)
        do throws(HTTPError) {
            let response = try connection.exchange(registration, isIdempotent: false)
            guard response.status == 200, let id = response.fields["Lambda-Extension-Identifier"]
            else { return report("Lambda refused with status \(response.status)") }
            waitForEver(as: id, at: origin)
        } catch {
            report("\(error)")
        }
    }

    static let registration = HTTPRequest(
        method: "POST",
        target: "/2020-01-01/extension/register",
        fields: HTTPFields([
            RuntimeRequest.userAgent,
            .init(name: "Lambda-Extension-Name", value: name),
            .init(name: "Content-Type", value: "application/json"),
        ]),
        body: Array(#"{"events":[]}"#.utf8)
    )

    static func next(as id: String) -> HTTPRequest {
        HTTPRequest(
            method: "GET",
            target: "/2020-01-01/extension/event/next",
            fields: HTTPFields([
                RuntimeRequest.userAgent, .init(name: "Lambda-Extension-Identifier", value: id),
            ])
        )
    }

    private static func waitForEver(as id: String, at origin: Origin) {
        let isWaiting = OwnThread.start {
            var connection = HTTPConnection(to: origin)
            do throws(HTTPError) {
                _ = try connection.exchange(next(as: id), isIdempotent: true)
            } catch {
                report("\(error)")
            }
        }
        if !isWaiting { report("there is no thread for it") }
    }

    private static func report(_ reason: String) {
        Console.report("The extension for hooks on shutdown is not there: \(reason)")
    }
}
