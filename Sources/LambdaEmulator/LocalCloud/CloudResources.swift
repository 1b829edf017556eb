package import AWSClient

/// What the functions of a template find on AWS besides each other, as far as a stand-in has it.
package struct CloudResources: Sendable, Hashable {
    package var queues: [Queue] = []
    package var tables: [Table] = []
    package var scheduleGroups: [ScheduleGroup] = []
    package var schedules: [Scheduler.Schedule] = []

    package struct Queue: Sendable, Hashable {
        package let name: String
        /// By their names in SQS's API reference, which are those of CloudFormation.
        package var attributes: [String: String]

        /// Whether what nobody can do goes to another queue.
        var hasRedrivePolicy: Bool { attributes["RedrivePolicy"] != nil }

        /// How long a message that was received stays hidden.
        var visibilityTimeout: Duration {
            .seconds(attributes["VisibilityTimeout"].flatMap { Int($0) } ?? 30)
        }
    }

    package struct Table: Sendable, Hashable {
        package let name: String
        /// The arguments of DynamoDB's CreateTable that say what keys and indexes there are.
        let keys: TemplateValue
        /// The attribute that says when an item may be deleted.
        let expiry: String?
    }

    package struct ScheduleGroup: Sendable, Hashable {
        package let name: String
    }

    package init() {}
}
