/// An event of EventBridge Scheduler, where the schedule names no input of its own.
///
/// Its detail is the text `{}`. A schedule with an input sends that, and nothing around it.
/// Source: "Templated targets", EventBridge Scheduler user guide.
public typealias SchedulerEvent = EventBridgeEvent<String>

/// An event of a rule with a schedule, whose detail is an empty object.
public typealias ScheduledEvent = EventBridgeEvent<JSONValue>

/// An event of an EventBridge bus; ``JSONValue`` is a detail of any shape.
///
/// Source: "Event structure", Amazon EventBridge user guide.
public struct EventBridgeEvent<Detail> {
    /// The version of this envelope.
    public var version: String?
    /// The event's id; a repeated delivery has the same.
    public var id: String
    /// What kind of event of its source it is.
    public var detailType: String
    /// Who sent it; AWS's own begin with `aws.`.
    public var source: String
    /// The account it comes from.
    public var account: String
    /// When it happened.
    public var time: ISO8601Timestamp
    /// The region it comes from.
    public var region: String
    /// The ARNs it is about.
    public var resources: [String]
    /// What happened.
    public var detail: Detail
    /// The replay it comes from, out of an archive.
    public var replayName: String?

    private enum CodingKeys: String, CodingKey {
        case version, id
        case detailType = "detail-type"
        case source, account, time, region, resources, detail
        case replayName = "replay-name"
    }
}

extension EventBridgeEvent: Sendable where Detail: Sendable {}
extension EventBridgeEvent: Equatable where Detail: Equatable {}
extension EventBridgeEvent: Decodable where Detail: Decodable {}
extension EventBridgeEvent: Encodable where Detail: Encodable {}
