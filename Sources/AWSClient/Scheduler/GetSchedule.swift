package import HTTPTransport
package import JSONCoding

extension Scheduler {
    /// Reads a schedule.
    package struct GetSchedule: SchedulerCall {
        package static let operation = "GetSchedule"

        package var name: String
        package var group: String?

        package init(name: String, group: String? = nil) {
            self.name = name
            self.group = group
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            .rest(
                "GET",
                "/schedules/\(PercentEncoding.encode(name))",
                query: [("groupName", group)]
            )
        }

        package func answer(_ body: JSON) throws(UnexpectedAnswer) -> Schedule {
            try Schedule(body)
        }
    }

    /// Deletes a schedule.
    package struct DeleteSchedule: SchedulerCall {
        package static let operation = "DeleteSchedule"

        package var name: String
        package var group: String?
        /// By this Scheduler recognises a repetition.
        package var token: String

        package init(
            name: String,
            group: String? = nil,
            token: String = RandomBytes.make(count: 16).hexadecimal
        ) {
            self.name = name
            self.group = group
            self.token = token
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            .rest(
                "DELETE",
                "/schedules/\(PercentEncoding.encode(name))",
                query: [("groupName", group), ("clientToken", token)]
            )
        }

        package func answer(_ body: JSON) {}
    }
}
