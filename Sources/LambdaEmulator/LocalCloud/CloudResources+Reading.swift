import AWSClient
import JSONCoding

extension CloudResources {
    /// Reads those of the template's resources that a stand-in is asked to have.
    init(_ resources: TemplateValue, _ resolver: inout TemplateResolver) {
        for entry in resources.entries where resolver.isIncluded(entry.value) {
            guard let resource = resolver.resource(entry.key) else { continue }
            let properties = resolver.resolved(entry.value["Properties"] ?? .map([]))
            switch resource.type {
            case "AWS::SQS::Queue":
                let queue = Queue(resource.name, properties)
                queues.append(queue)
                if properties["RedrivePolicy"] != nil, !queue.hasRedrivePolicy {
                    resolver.notes.append(
                        "\(entry.key) loses nothing, its dead-letter queue is unknown"
                    )
                }
            case "AWS::DynamoDB::Table":
                tables.append(Table(resource.name, properties))
            case "AWS::Serverless::SimpleTable":
                tables.append(Table(simple: resource.name, properties))
            case "AWS::Scheduler::ScheduleGroup":
                scheduleGroups.append(ScheduleGroup(name: resource.name))
            case "AWS::Scheduler::Schedule":
                if let schedule = Scheduler.Schedule(resource.name, properties) {
                    schedules.append(schedule)
                } else {
                    resolver.notes.append("\(entry.key) is left out, it sends to no queue")
                }
            case "AWS::SNS::Topic", "AWS::S3::Bucket":
                resolver.notes.append("\(entry.key) is not made, only queues, tables and schedules")
            default: break
            }
        }
    }
}

extension CloudResources.Queue {
    fileprivate init(_ name: String, _ properties: TemplateValue) {
        self.name = name
        attributes = [:]
        for key in Self.copied { attributes[key] = properties[key]?.text }
        if let redrive = properties["RedrivePolicy"], redrive["deadLetterTargetArn"] != nil {
            attributes["RedrivePolicy"] = String(decoding: redrive.json.bytes, as: UTF8.self)
        }
    }

    /// Encryption and policies are left out: whoever can reach a stand-in may do everything.
    private static let copied = [
        "ContentBasedDeduplication", "DeduplicationScope", "DelaySeconds", "FifoQueue",
        "FifoThroughputLimit", "MaximumMessageSize", "MessageRetentionPeriod",
        "ReceiveMessageWaitTimeSeconds", "VisibilityTimeout",
    ]
}

extension CloudResources.Table {
    /// Capacities, backups and encryption are left out.
    fileprivate init(_ name: String, _ properties: TemplateValue) {
        let indexes = ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"].map { kind in
            let indexes = properties[kind]?.list.map {
                $0.only(["IndexName", "KeySchema", "Projection"])
            }
            return TemplateValue.Entry(key: kind, value: indexes.map(TemplateValue.list) ?? .null)
        }
        let keys = properties.only(["AttributeDefinitions", "KeySchema"]).entries
        self.name = name
        self.keys = .map(keys + indexes.filter { $0.value != .null })
        expiry = properties["TimeToLiveSpecification"]?["AttributeName"]?.text
    }

    /// Source: SAM specification, `AWS::Serverless::SimpleTable`.
    fileprivate init(simple name: String, _ properties: TemplateValue) {
        let key = properties["PrimaryKey"]
        let keyName = key?["Name"] ?? .text("id")
        let types = ["String": "S", "Number": "N", "Binary": "B"]
        let type = key?["Type"]?.text.flatMap { types[$0] } ?? "S"
        self.name = name
        keys = .map([
            .init(
                key: "AttributeDefinitions",
                value: .list([
                    .map([
                        .init(key: "AttributeName", value: keyName),
                        .init(key: "AttributeType", value: .text(type)),
                    ])
                ])
            ),
            .init(
                key: "KeySchema",
                value: .list([
                    .map([
                        .init(key: "AttributeName", value: keyName),
                        .init(key: "KeyType", value: .text("HASH")),
                    ])
                ])
            ),
        ])
        expiry = nil
    }
}

extension Scheduler.Schedule {
    /// `nil` for one that sends to anything but a queue.
    fileprivate init?(_ name: String, _ properties: TemplateValue) {
        guard let time = properties["ScheduleExpression"]?.text,
            let target = properties["Target"], let arn = target["Arn"]?.text,
            arn.contains(":sqs:"), let role = target["RoleArn"]?.text
        else { return nil }
        self.init(
            name: name,
            group: properties["GroupName"]?.text,
            time: Scheduler.Time(rawValue: time),
            target: Scheduler.Target(arn: arn, roleARN: role, input: target["Input"]?.text),
            isDeletedAfterCompletion: false
        )
    }
}

extension TemplateValue {
    /// The entries with these keys.
    fileprivate func only(_ keys: [String]) -> TemplateValue {
        .map(entries.filter { keys.contains($0.key) })
    }

    /// The value in JSON, where all that is not a list or a map is a text.
    var json: JSON {
        switch self {
        case .null, .call: .null
        case .text(let text): .string(text)
        case .list(let elements): .array(elements.map(\.json))
        case .map(let entries): .object(JSON.Object(entries.map { ($0.key, $0.value.json) }))
        }
    }
}
