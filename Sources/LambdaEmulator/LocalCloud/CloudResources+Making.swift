import AWSClient
import JSONCoding

extension CloudResources {
    /// Makes whatever is not there, and brings the queues that are there to what the template says.
    func make(with client: AWSClient) async throws(CloudError) {
        for resource in inOrder {
            do throws(CloudError.Reason) {
                try await resource.make(with: client)
            } catch {
                throw CloudError(resource: resource.name, reason: error)
            }
        }
    }

    /// Queues that take what others lost come before those, and groups before what is in them.
    private var inOrder: [any MakeableResource] {
        let losing = queues.filter(\.hasRedrivePolicy)
        let taking = queues.filter { !$0.hasRedrivePolicy }
        return taking + losing + tables + scheduleGroups + schedules
    }
}

private protocol MakeableResource {
    var name: String { get }
    func make(with client: AWSClient) async throws(CloudError.Reason)
}

extension CloudResources.Queue: MakeableResource {
    fileprivate func make(with client: AWSClient) async throws(CloudError.Reason) {
        let creation = SQS.CreateQueue(name: name, attributes: attributes)
        let url: String
        if let made = try await client.result(of: creation, unless: \.isThereOtherwise) {
            url = made
        } else {
            url = try await client.result(of: SQS.GetQueueUrl(name: name))
            let changes = attributes.filter { $0.key != "FifoQueue" }
            try await client.result(of: SQS.SetQueueAttributes(queueURL: url, attributes: changes))
        }
        guard url.hasSuffix("/\(EmulatedAccount.id)/\(name)") else {
            throw .otherAccount(queueURL: url)
        }
    }
}

extension CloudResources.Table: MakeableResource {
    fileprivate func make(with client: AWSClient) async throws(CloudError.Reason) {
        let creation = CreateTable(table: self)
        guard var status = try await client.result(of: creation, unless: \.isThere) else { return }
        while status != "ACTIVE", !Task.isCancelled {
            // Cancelled: the next look is the last.
            try? await Task.sleep(for: .seconds(1))
            status = try await client.result(of: DynamoDB.DescribeTable(table: name)).status
        }
        guard let expiry else { return }
        try await client.result(of: DynamoDB.UpdateTimeToLive(table: name, attribute: expiry))
    }
}

extension CloudResources.ScheduleGroup: MakeableResource {
    fileprivate func make(with client: AWSClient) async throws(CloudError.Reason) {
        let creation = Scheduler.CreateScheduleGroup(name: name)
        _ = try await client.result(of: creation, unless: \.isThere)
    }
}

extension Scheduler.Schedule: MakeableResource {
    fileprivate func make(with client: AWSClient) async throws(CloudError.Reason) {
        _ = try await client.result(of: Scheduler.CreateSchedule(self), unless: \.isThere)
    }
}

/// The table as the template has it; answers its status.
private struct CreateTable: DynamoDBCall {
    static let operation = "CreateTable"

    let table: CloudResources.Table

    var isIdempotent: Bool { false }

    var arguments: JSON {
        var arguments = table.keys.json.object ?? [:]
        arguments["TableName"] = .string(table.name)
        arguments["BillingMode"] = "PAY_PER_REQUEST"
        return .object(arguments)
    }

    func answer(_ body: JSON) throws(UnexpectedAnswer) -> String {
        guard let status = body["TableDescription"]?["TableStatus"]?.string else {
            throw UnexpectedAnswer("no table description")
        }
        return status
    }
}

extension AWSClient {
    fileprivate func result<Call: AWSCall>(
        of call: Call
    ) async throws(CloudError.Reason) -> Call.Answer {
        do throws(AWSError) {
            return try await send(call)
        } catch {
            throw .call(error)
        }
    }

    /// `nil` where the service refuses the call for a reason that is none.
    fileprivate func result<Call: AWSCall>(
        of call: Call,
        unless isFine: (AWSError.Code) -> Bool
    ) async throws(CloudError.Reason) -> Call.Answer? {
        do throws(AWSError) {
            return try await send(call)
        } catch {
            guard isFine(error.code) else { throw .call(error) }
            return nil
        }
    }
}

extension AWSError.Code {
    fileprivate var isThere: Bool { [.resourceInUse, "ConflictException"].contains(self) }

    /// A queue of that name has other attributes; in SQS's older protocol, and in its JSON protocol.
    fileprivate var isThereOtherwise: Bool {
        ["QueueNameExists", "QueueAlreadyExists"].contains(self)
    }
}
