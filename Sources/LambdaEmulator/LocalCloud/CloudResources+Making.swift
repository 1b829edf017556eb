import AWSClient

extension CloudResources {
    /// Makes whatever is not there; what is there stays as it is.
    func make(with client: AWSClient) async throws(CloudError) {
        // Queues that take what was lost come before those that lose it.
        let (receiving, last) = (
            queues.filter { $0.attributes["RedrivePolicy"] == nil },
            queues.filter { $0.attributes["RedrivePolicy"] != nil }
        )
        for queue in receiving + last {
            try await making(queue.name) { () throws(AWSError) in try await queue.make(with: client)
            }
        }
        for table in tables {
            try await making(table.name) { () throws(AWSError) in try await table.make(with: client)
            }
        }
        for group in scheduleGroups {
            try await making(group) { () throws(AWSError) in
                try await unlessThere("ConflictException") { () throws(AWSError) in
                    _ = try await client.send(Scheduler.CreateScheduleGroup(name: group))
                }
            }
        }
        for schedule in schedules {
            try await making(schedule.name) { () throws(AWSError) in
                try await unlessThere("ConflictException") { () throws(AWSError) in
                    _ = try await client.send(Scheduler.CreateSchedule(schedule))
                }
            }
        }
    }

    private func making(
        _ name: String,
        _ body: () async throws(AWSError) -> Void
    ) async throws(CloudError) {
        do {
            try await body()
        } catch {
            throw CloudError(resource: name, reason: error)
        }
    }
}

/// Something that a template needs could not be made.
package struct CloudError: Error, CustomStringConvertible {
    let resource: String
    let reason: AWSError

    package var description: String {
        "\(resource) cannot be made for the functions: \(reason)"
    }
}

extension CloudResources.Queue {
    fileprivate func make(with client: AWSClient) async throws(AWSError) {
        do {
            _ = try await client.send(SQS.GetQueueUrl(name: name))
        } catch {
            guard error.code.isMissingQueue else { throw error }
            _ = try await client.send(SQS.CreateQueue(name: name, attributes: attributes))
        }
    }
}

extension CloudResources.Table {
    fileprivate func make(with client: AWSClient) async throws(AWSError) {
        try await unlessThere(.resourceInUse) { () throws(AWSError) in
            var state = try await client.send(CreateTable(table: self))
            while state != "ACTIVE", !Task.isCancelled {
                // Cancelled: the next look is the last.
                try? await Task.sleep(for: .seconds(1))
                state = try await client.send(DynamoDB.DescribeTable(table: name)).status
            }
            guard let expiry else { return }
            try await client.send(DynamoDB.UpdateTimeToLive(table: name, attribute: expiry))
        }
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

private func unlessThere(
    _ code: AWSError.Code,
    _ make: () async throws(AWSError) -> Void
) async throws(AWSError) {
    do {
        try await make()
    } catch {
        guard error.code == code else { throw error }
    }
}

extension AWSError.Code {
    /// The error's name in SQS's JSON protocol, and in its older one, which some stand-ins speak.
    fileprivate var isMissingQueue: Bool {
        [.queueDoesNotExist, "AWS.SimpleQueueService.NonExistentQueue"].contains(self)
    }
}
