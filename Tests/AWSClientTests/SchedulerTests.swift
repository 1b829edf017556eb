import Foundation
import TestServices
import Testing

@testable import AWSClient

@Suite struct `Scheduler on MiniStack` {
    @Test(arguments: ["default", "group-\(UUID().uuidString)"])
    func `a schedule comes, changes and goes, in any group`(group: String) async throws {
        let aws = try await MiniStack.shared.client()
        if group != "default" {
            let arn = try await aws.send(Scheduler.CreateScheduleGroup(name: group))
            #expect(arn.hasSuffix(group))
        }
        var schedule = Scheduler.Schedule(
            name: "schedule-\(UUID().uuidString)",
            group: group,
            time: .at(secondsSince1970: 4_000_000_000),
            target: .init(
                arn: "arn:aws:sqs:us-east-1:000000000000:q",
                roleARN: "arn:aws:iam::000000000000:role/r",
                input: #"{"perdure":"é"}"#
            )
        )
        let arn = try await aws.send(Scheduler.CreateSchedule(schedule))
        #expect(arn.hasSuffix(schedule.name))
        let conflict = try await #require(throws: AWSError.self) {
            try await aws.send(Scheduler.CreateSchedule(schedule))
        }
        #expect(conflict.code == "ConflictException")
        let get = Scheduler.GetSchedule(name: schedule.name, group: group)
        #expect(try await aws.send(get) == schedule)
        schedule.time = .init(rawValue: "rate(5 minutes)")
        _ = try await aws.send(Scheduler.UpdateSchedule(schedule))
        #expect(try await aws.send(get) == schedule)
        try await aws.send(Scheduler.DeleteSchedule(name: schedule.name, group: group))
        let error = try await #require(throws: AWSError.self) { try await aws.send(get) }
        #expect(error.code == .resourceNotFound)
    }
}
