import AWSClient
import HTTPTransport
import Synchronization

/// What requests cost, counted as they leave.
struct Costs: Sendable {
    var writes = 0
    var writeUnits = 0
    var reads = 0
    var readUnits = 0
    var messages = 0
}

/// A network that counts requests to DynamoDB and SQS, and the units that DynamoDB charges for them.
///
/// A write costs a unit for each KB of its item that is begun, a consistent read a unit for each 4 KB
/// of what it has read.
///
/// Source: Amazon DynamoDB developer guide, "Capacity unit consumption", "Item sizes and formats".
final class Meter: HTTPSending {
    private let network = HTTPClient()
    private let counted = Mutex(Costs())

    var costs: Costs { counted.withLock { $0 } }

    func send(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) async throws(HTTPError) -> HTTPResponse {
        let response = try await network.send(
            request,
            to: origin,
            timeout: timeout,
            isIdempotent: isIdempotent
        )
        let target = request.fields["X-Amz-Target"]
        counted.withLock { $0.add(target ?? "", request.body, response.body) }
        return response
    }
}

extension Costs {
    fileprivate mutating func add(_ target: String, _ request: [UInt8], _ answer: [UInt8]) {
        // A body that is no JSON was refused, and costs nothing.
        guard let request = try? JSON(parsing: request), let answer = try? JSON(parsing: answer)
        else { return }
        switch target.split(separator: ".").last {
        case "PutItem":
            writes += 1
            writeUnits += units(of: size(of: request["Item"]), 1024)
        case "Query":
            reads += 1
            let sizes = (answer["Items"]?.array ?? []).map(size(of:))
            readUnits += units(of: sizes.reduce(0, +), 4096)
        case "SendMessage": messages += 1
        case let other: fatalError("the meter does not know \(other ?? "this request")")
        }
    }

    private func units(of size: Int, _ unit: Int) -> Int { max(1, (size + unit - 1) / unit) }

    /// The names and values of an item's attributes: texts in UTF-8, numbers two digits to a byte.
    private func size(of item: JSON?) -> Int {
        (item?.object ?? [:]).reduce(0) { sum, member in
            let text = member.value["S"]?.string?.utf8.count
            let number = member.value["N"]?.string.map { ($0.utf8.count + 1) / 2 + 1 }
            return sum + member.name.utf8.count + (text ?? number ?? 0)
        }
    }
}
