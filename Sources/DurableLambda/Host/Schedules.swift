package import AWSClient
package import DurableExecution

/// Wake-ups through one-time schedules of EventBridge Scheduler, which sends them to the queue.
package struct Schedules: Sendable {
    let client: AWSClient
    /// The queue that wakes the function.
    let queueARN: String
    /// What Scheduler takes on to send to the queue.
    let roleARN: String
    /// Where the schedules are kept apart from others; `nil` means `default`.
    let group: String?
    private let now: @Sendable () -> Timestamp

    package init(
        client: AWSClient,
        queueURL: String,
        roleARN: String,
        group: String? = nil,
        now: @escaping @Sendable () -> Timestamp = { .now }
    ) throws(InvalidQueueURL) {
        self.client = client
        queueARN = try SQS.queueARN(ofURL: queueURL, in: client.region)
        self.roleARN = roleARN
        self.group = group
        self.now = now
    }

    /// How much earlier than wanted a schedule is set, since it is met within a minute.
    ///
    /// The rest is a delay of the queue, to the second.
    private static let precision = Duration.minutes(1)

    package func wake(_ execution: ExecutionID, after delay: Duration) async throws(AWSError) {
        let moment = now().advanced(by: delay - Self.precision).millisecondsSinceEpoch / 1000
        let schedule = Scheduler.Schedule(
            name: name(execution, moment),
            group: group,
            time: .at(secondsSince1970: Int(moment)),
            target: Scheduler.Target(
                arn: queueARN,
                roleARN: roleARN,
                input: Envelope.Wake.execution(execution).event.text
            )
        )
        do throws(AWSError) {
            _ = try await client.send(Scheduler.CreateSchedule(schedule))
        } catch {
            guard error.code == "ConflictException" else { throw error }  // It is there already.
        }
    }

    /// The same for the same execution and second: a schedule is made once.
    func name(_ execution: ExecutionID, _ moment: Int64) -> String {
        let digest = SHA256.digest(of: "\(execution.rawValue) \(moment)")
        return "perdure-" + Array(digest.prefix(20)).hexadecimal
    }
}
