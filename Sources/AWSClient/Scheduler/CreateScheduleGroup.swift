package import HTTPTransport
package import JSONCoding

extension Scheduler {
    /// Creates a group of schedules; one of the same name is a conflict (`ConflictException`).
    package struct CreateScheduleGroup: SchedulerCall {
        package static let operation = "CreateScheduleGroup"

        package var name: String
        /// By this Scheduler recognises a repetition.
        package var token: String

        package init(
            name: String,
            token: String = RandomBytes.make(count: 16).hexadecimal
        ) {
            self.name = name
            self.token = token
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            let path = "/schedule-groups/\(PercentEncoding.encode(name))"
            return .rest("POST", path, body: ["ClientToken": .string(token)])
        }

        /// The group's ARN.
        package func answer(_ body: JSON) throws(UnexpectedAnswer) -> String {
            try body.text("ScheduleGroupArn")
        }
    }
}
