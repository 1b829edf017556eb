import AWSClient
package import DurableExecution
package import JSONCoding

/// What an event asks of a function that hosts workflows.
package enum Envelope: Sendable {
    /// AWS's durable functions service drives this execution.
    case native([UInt8])
    /// Start an execution, under a name of the caller's or of the request.
    ///
    /// `trace` is what the caller is at.
    case start(name: String?, input: String?, trace: TraceParent?)
    /// Something may have happened to executions.
    case wake([Wake])

    /// An object with this single member is an envelope; anything else is input.
    fileprivate static let member = "perdure"

    /// The event that starts an execution under a name of its sender's.
    package static func start(_ name: String, input: JSON) -> JSON {
        [member: ["start": ["name": .string(name), "input": input]]]
    }

    init(_ event: [UInt8]) throws(JSONError) {
        let json = try JSON(parsing: event)
        if json["DurableExecutionArn"] != nil, json["CheckpointToken"] != nil {
            self = .native(event)
        } else if let wakes = Self.wakes(in: json) {
            self = .wake(wakes)
        } else if let start = Self.content(of: json)?["start"] {
            self = .start(
                name: start["name"]?.string,
                input: start["input"]?.text,
                trace: start["traceparent"]?.string.flatMap { TraceParent($0) }
            )
        } else {
            self = .start(
                name: nil,
                input: String(decoding: event, as: UTF8.self),
                trace: TraceParent(ofRequestIn: json)
            )
        }
    }

    private static func content(of json: JSON) -> JSON? {
        json.object?.count == 1 ? json[member] : nil
    }

    /// A wake-up comes as it is, or as the body of messages from a queue.
    private static func wakes(in json: JSON) -> [Wake]? {
        if let content = content(of: json), let wake = Wake(content) { return [wake] }
        guard let records = json["Records"]?.array, !records.isEmpty else { return nil }
        let wakes = records.compactMap { record -> Wake? in
            guard record["eventSource"]?.string == "aws:sqs",
                let body = record["body"]?.string,
                let json = try? JSON(parsing: Array(body.utf8))  // Another body is no wake-up.
            else { return nil }
            return content(of: json).flatMap(Wake.init)
        }
        return wakes.count == records.count ? wakes : nil
    }

    package enum Wake: Sendable, Hashable {
        /// Something may have happened to this execution.
        case execution(ExecutionID)
        /// Something may have happened to executions that nobody was told of.
        case overdue

        /// What the one member of an envelope says: `{"wake":{"execution":ID}}` or `"sweep"`.
        fileprivate init?(_ content: JSON) {
            if content.string == "sweep" {
                self = .overdue
            } else if let id = content["wake"]?["execution"]?.string {
                self = .execution(ExecutionID(rawValue: id))
            } else {
                return nil
            }
        }

        /// The event that brings this wake-up.
        var event: JSON {
            switch self {
            case .execution(let id):
                [Envelope.member: ["wake": ["execution": .string(id.rawValue)]]]
            case .overdue: [Envelope.member: "sweep"]
            }
        }
    }
}

extension JSON {
    /// The value as a document.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
