import DurableExecution
import FoundationEssentials
import HTTPTransport

/// A request to an endpoint of the template, taken apart as the events show it.
struct WebRequest: Sendable {
    let message: HTTPRequest
    let id: String
    /// The client's, or one that begins here; the function sees it among the headers.
    let traceID: String
    let receivedAt: Timestamp
    /// As they were sent, not decoded.
    let rawPath: String
    let rawQuery: String

    init(_ message: HTTPRequest, id: String, receivedAt: Timestamp) {
        traceID = message.fields[TraceID.field] ?? TraceID.root(from: id)
        var message = message
        message.fields[TraceID.field] = traceID
        self.message = message
        self.id = id
        self.receivedAt = receivedAt
        let parts = message.target.split(
            separator: "?",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        rawPath = String(parts[0])
        rawQuery = parts.count > 1 ? String(parts[1]) : ""
    }

    var query: [String: [String]] { RequestTarget(message.target).query }

    /// Lower-case names, every value.
    var headers: [String: [String]] {
        message.fields.all.reduce(into: [:]) { headers, field in
            headers[field.name.lowercased(), default: []].append(field.value)
        }
    }

    var cookies: [String] {
        (headers["cookie"] ?? []).flatMap { line in
            line.split(separator: ";").map { String($0.drop { $0 == " " }) }
        }
    }

    var host: String { message.fields["Host"] ?? "localhost" }
    var userAgent: String? { message.fields["User-Agent"] }

    /// The name of a media type without its parameters.
    var mediaType: String? {
        message.fields["Content-Type"]?.split(separator: ";").first.map {
            $0.filter { $0 != " " }.lowercased()
        }
    }

    func body(inBase64: Bool) -> String? {
        guard !message.body.isEmpty else { return nil }
        return inBase64
            ? Data(message.body).base64EncodedString()
            : String(decoding: message.body, as: UTF8.self)
    }
}

extension WebRequest {
    /// The common log format: `21/Nov/2026:16:05:19 +0000`.
    var time: String {
        let seconds = Double(receivedAt.millisecondsSinceEpoch) / 1000
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second],
            from: Date(timeIntervalSince1970: seconds)
        )
        func digits(_ number: Int?) -> String {
            let number = number ?? 0
            return number < 10 ? "0\(number)" : "\(number)"
        }
        let month = Self.months[(parts.month ?? 1) - 1]
        return "\(digits(parts.day))/\(month)/\(digits(parts.year)):\(digits(parts.hour)):"
            + "\(digits(parts.minute)):\(digits(parts.second)) +0000"
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
