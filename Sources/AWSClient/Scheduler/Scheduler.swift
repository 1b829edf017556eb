import HTTPTransport
import JSONCoding

/// The calls of EventBridge Scheduler.
///
/// Source: Amazon EventBridge Scheduler API reference.
package enum Scheduler {}

/// A call of EventBridge Scheduler.
package protocol SchedulerCall: RESTCall {}

extension SchedulerCall {
    package static var service: AWSService { .scheduler }
}

extension Scheduler {
    /// When something is to happen, and what.
    package struct Schedule: Sendable, Hashable {
        package var name: String
        /// The group the schedule is in; nil means `default`.
        package var group: String?
        package var time: Time
        package var target: Target
        /// Whether a schedule that has happened for the last time goes away.
        package var isDeletedAfterCompletion: Bool

        package init(
            name: String,
            group: String? = nil,
            time: Time,
            target: Target,
            isDeletedAfterCompletion: Bool = true
        ) {
            self.name = name
            self.group = group
            self.time = time
            self.target = target
            self.isDeletedAfterCompletion = isDeletedAfterCompletion
        }
    }

    /// A moment or a rhythm in UTC, met within a minute.
    ///
    /// Spelt as Scheduler spells it: `at(2026-11-21T16:00:00)`, `rate(5 minutes)`, `cron(…)`.
    package struct Time: RawRepresentable, Sendable, Hashable {
        package let rawValue: String

        package init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// Once, at this second after 1970.
        package static func at(secondsSince1970 seconds: Int) -> Time {
            let stamp = Array(SigningTime(secondsSince1970: seconds).stamp.utf8)
            func part(_ range: Range<Int>) -> String {
                String(decoding: stamp[range], as: UTF8.self)
            }
            let day = "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))"
            return Time(rawValue: "at(\(day)T\(part(9..<11)):\(part(11..<13)):\(part(13..<15)))")
        }
    }

    /// Who is told.
    package struct Target: Sendable, Hashable {
        /// A queue, a function, or any other target of Scheduler.
        package var arn: String
        /// The role that Scheduler takes on to do it.
        package var roleARN: String
        package var input: String?
        /// The queue for what could not be delivered.
        package var deadLetterARN: String?

        package init(
            arn: String,
            roleARN: String,
            input: String? = nil,
            deadLetterARN: String? = nil
        ) {
            self.arn = arn
            self.roleARN = roleARN
            self.input = input
            self.deadLetterARN = deadLetterARN
        }
    }
}

extension Scheduler.Schedule {
    var path: String { "/schedules/\(PercentEncoding.encode(name))" }

    func json(token: String) -> JSON {
        .members([
            "ClientToken": .string(token),
            "GroupName": group.map(JSON.string),
            "ScheduleExpression": .string(time.rawValue),
            "FlexibleTimeWindow": ["Mode": "OFF"],
            "Target": target.json,
            "ActionAfterCompletion": isDeletedAfterCompletion ? "DELETE" : "NONE",
        ])
    }

    init(_ json: JSON) throws(UnexpectedAnswer) {
        guard let name = json["Name"]?.string, let time = json["ScheduleExpression"]?.string,
            let target = Scheduler.Target(json["Target"])
        else { throw UnexpectedAnswer("no schedule") }
        self.init(
            name: name,
            group: json["GroupName"]?.string,
            time: .init(rawValue: time),
            target: target,
            isDeletedAfterCompletion: json["ActionAfterCompletion"]?.string == "DELETE"
        )
    }
}

extension Scheduler.Target {
    fileprivate var json: JSON {
        .members([
            "Arn": .string(arn),
            "RoleArn": .string(roleARN),
            "Input": input.map(JSON.string),
            "DeadLetterConfig": deadLetterARN.map { ["Arn": .string($0)] },
        ])
    }

    fileprivate init?(_ json: JSON?) {
        guard let arn = json?["Arn"]?.string, let roleARN = json?["RoleArn"]?.string
        else { return nil }
        self.init(
            arn: arn,
            roleARN: roleARN,
            input: json?["Input"]?.string,
            deadLetterARN: json?["DeadLetterConfig"]?["Arn"]?.string
        )
    }
}
