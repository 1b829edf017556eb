package import AWSClient
package import DurableExecution
package import HTTPTransport
import JSONCoding
import Synchronization

/// A DynamoDB in memory that understands requests as they stand on the wire, as far as the log of
/// executions makes them, and that can be as irregular as the real one.
///
/// It is believed for one reason: what it answers is compared with what an emulator of AWS answers.
package final class SimulatedDynamoDB: Sendable {
    /// An item is there, as it is now.
    package enum Write: Sendable {
        case put(DynamoDB.Item)
        case update(DynamoDB.Item)
    }

    private let database = Mutex(Database())
    private let now: @Sendable () -> Timestamp

    package init(
        now: @escaping @Sendable () -> Timestamp = { Timestamp(millisecondsSinceEpoch: 0) }
    ) {
        self.now = now
    }

    /// Answers a request; tells of each item that it writes.
    package func answer(
        _ request: HTTPRequest,
        _ irregularities: Irregularities = Irregularities(),
        telling observer: (Write) -> Void = { _ in }
    ) -> HTTPResponse {
        guard !irregularities.throttles() else { return .throttled }
        do throws(ServiceError) {
            let (answer, writes) = try perform(request, irregularities)
            for write in writes { observer(write) }
            return irregularities.fails() ? .failed : HTTPResponse(status: 200, body: answer.bytes)
        } catch {
            return HTTPResponse(error)
        }
    }

    private func perform(
        _ request: HTTPRequest,
        _ irregularities: Irregularities
    ) throws(ServiceError) -> (JSON, [Write]) {
        let operation = request.fields["X-Amz-Target"]?.split(separator: ".").last ?? ""
        let arguments: JSON
        do {
            arguments = try JSON(parsing: request.body)
        } catch {
            throw ServiceError(type: "SerializationException", message: "\(error)")
        }
        let now = now()
        return try database.withLock { database throws(ServiceError) in
            (
                try database.answer(String(operation), arguments, at: now, irregularities),
                database.writes
            )
        }
    }

    /// All items of a partition whose sort key begins like this, in order.
    package func items(
        in table: String,
        _ partition: String,
        from prefix: String
    ) -> [DynamoDB.Item] {
        let items = database.withLock { $0.tables[table]?.items[partition] ?? [:] }
        return items.filter { $0.key.hasPrefix(prefix) }
            .sorted { $0.key.byteOrder(to: $1.key) < 0 }.map(\.value)
    }
}

extension HTTPResponse {
    fileprivate init(_ error: ServiceError) {
        let body = JSON.members([
            "__type": .string("com.amazonaws.dynamodb.v20120810#\(error.type)"),
            "message": .string(error.message),
            "Item": error.item?.json,
        ])
        self.init(status: 400, body: body.bytes)
    }

    fileprivate static let throttled = HTTPResponse(
        ServiceError(
            type: "ThrottlingException",
            message: "Rate of requests exceeds the allowed throughput."
        )
    )

    fileprivate static let failed: HTTPResponse = {
        var response = HTTPResponse(
            ServiceError(type: "InternalServerError", message: "Internal server error")
        )
        response.status = 500
        return response
    }()
}
