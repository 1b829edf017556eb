package import HTTPTransport
package import JSONCoding

extension Scheduler {
    /// Creates a schedule; one of the same name is a conflict (`ConflictException`).
    package struct CreateSchedule: SchedulerCall {
        package static let operation = "CreateSchedule"

        package var schedule: Schedule
        /// By this Scheduler recognises a repetition.
        package var token: String

        package init(
            _ schedule: Schedule,
            token: String = RandomBytes.make(count: 16).hexadecimal
        ) {
            self.schedule = schedule
            self.token = token
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            .rest("POST", schedule.path, body: schedule.json(token: token))
        }

        /// The schedule's ARN.
        package func answer(_ body: JSON) throws(UnexpectedAnswer) -> String {
            try body.text("ScheduleArn")
        }
    }

    /// Replaces a schedule by another of the same name.
    package struct UpdateSchedule: SchedulerCall {
        package static let operation = "UpdateSchedule"

        package var schedule: Schedule
        /// By this Scheduler recognises a repetition.
        package var token: String

        package init(
            _ schedule: Schedule,
            token: String = RandomBytes.make(count: 16).hexadecimal
        ) {
            self.schedule = schedule
            self.token = token
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            .rest("PUT", schedule.path, body: schedule.json(token: token))
        }

        /// The schedule's ARN.
        package func answer(_ body: JSON) throws(UnexpectedAnswer) -> String {
            try body.text("ScheduleArn")
        }
    }
}
