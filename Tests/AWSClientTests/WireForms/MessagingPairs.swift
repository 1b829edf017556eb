import JSONCoding
import TestServices

@testable import AWSClient

private let queue = "http://127.0.0.1:1/0/q"

private let schedule = Scheduler.Schedule(
    name: "n.1",
    group: "g",
    time: .at(secondsSince1970: 784_111_777),
    target: .init(arn: "arn:q", roleARN: "arn:r", input: #"{"a":"é"}"#, deadLetterARN: "arn:d")
)

private let scheduleParameters: JSON = [
    "Name": "n.1", "GroupName": "g", "ScheduleExpression": "at(1994-11-06T08:49:37)",
    "FlexibleTimeWindow": ["Mode": "OFF"], "ActionAfterCompletion": "DELETE",
    "ClientToken": "t",
    "Target": [
        "Arn": "arn:q", "RoleArn": "arn:r", "Input": #"{"a":"é"}"#,
        "DeadLetterConfig": ["Arn": "arn:d"],
    ],
]

let messagingPairs = [
    WirePair(
        SQS.SendMessage(queueURL: "http://127.0.0.1:1/0/q", body: "b", delay: .seconds(5)),
        "sqs",
        "send_message",
        ["QueueUrl": "http://127.0.0.1:1/0/q", "MessageBody": "b", "DelaySeconds": .number(5)]
    ),
    WirePair(
        SQS.SendMessageBatch(
            queueURL: queue,
            entries: [.init(id: "1", body: "a"), .init(id: "2", body: "b", delay: .seconds(2))]
        ),
        "sqs",
        "send_message_batch",
        [
            "QueueUrl": .string(queue),
            "Entries": [
                ["Id": "1", "MessageBody": "a", "DelaySeconds": .number(0)],
                ["Id": "2", "MessageBody": "b", "DelaySeconds": .number(2)],
            ],
        ]
    ),
    WirePair(
        SQS.ReceiveMessage(queueURL: queue, wait: .seconds(3), visibilityTimeout: .seconds(60)),
        "sqs",
        "receive_message",
        [
            "QueueUrl": .string(queue), "MaxNumberOfMessages": .number(10),
            "WaitTimeSeconds": .number(3), "VisibilityTimeout": .number(60),
            "MessageSystemAttributeNames": ["ApproximateReceiveCount"],
        ]
    ),
    WirePair(
        SQS.ReceiveMessage(queueURL: queue, details: .all),
        "sqs",
        "receive_message",
        [
            "QueueUrl": .string(queue), "MaxNumberOfMessages": .number(10),
            "WaitTimeSeconds": .number(0), "MessageSystemAttributeNames": ["All"],
            "MessageAttributeNames": ["All"],
        ]
    ),
    WirePair(
        SQS.DeleteMessageBatch(queueURL: queue, receiptHandles: ["h", "i"]),
        "sqs",
        "delete_message_batch",
        [
            "QueueUrl": .string(queue),
            "Entries": [["Id": "0", "ReceiptHandle": "h"], ["Id": "1", "ReceiptHandle": "i"]],
        ]
    ),
    WirePair(
        SQS.DeleteMessage(queueURL: queue, receiptHandle: "h"),
        "sqs",
        "delete_message",
        ["QueueUrl": .string(queue), "ReceiptHandle": "h"]
    ),
    WirePair(
        SQS.ChangeMessageVisibility(
            queueURL: queue,
            receiptHandle: "h",
            visibilityTimeout: .seconds(0.5)
        ),
        "sqs",
        "change_message_visibility",
        ["QueueUrl": .string(queue), "ReceiptHandle": "h", "VisibilityTimeout": .number(1)]
    ),
    WirePair(
        SQS.CreateQueue(name: "q", attributes: ["VisibilityTimeout": "30"]),
        "sqs",
        "create_queue",
        ["QueueName": "q", "Attributes": ["VisibilityTimeout": "30"]]
    ),
    WirePair(
        SQS.SetQueueAttributes(queueURL: queue, attributes: ["VisibilityTimeout": "30"]),
        "sqs",
        "set_queue_attributes",
        ["QueueUrl": .string(queue), "Attributes": ["VisibilityTimeout": "30"]]
    ),
    WirePair(SQS.GetQueueUrl(name: "q"), "sqs", "get_queue_url", ["QueueName": "q"]),
    WirePair(
        Scheduler.CreateSchedule(schedule, token: "t"),
        "scheduler",
        "create_schedule",
        scheduleParameters
    ),
    WirePair(
        Scheduler.CreateScheduleGroup(name: "g.1", token: "t"),
        "scheduler",
        "create_schedule_group",
        ["Name": "g.1", "ClientToken": "t"]
    ),
    WirePair(
        Scheduler.UpdateSchedule(schedule, token: "t"),
        "scheduler",
        "update_schedule",
        scheduleParameters
    ),
    WirePair(
        Scheduler.GetSchedule(name: "n.1", group: "g"),
        "scheduler",
        "get_schedule",
        ["Name": "n.1", "GroupName": "g"]
    ),
    WirePair(
        Scheduler.DeleteSchedule(name: "n.1", token: "t"),
        "scheduler",
        "delete_schedule",
        ["Name": "n.1", "ClientToken": "t"]
    ),
]
