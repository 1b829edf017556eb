import AWSClient
import TestServices

@testable import AWSDeployment

let queryPairs = [
    WirePair(
        CloudFormation.CreateChangeSet(
            stack: "s",
            name: "n",
            kind: .create,
            template: .body("A: \"é&+ /\"\n"),
            stackParameters: ["b": "2", "a": "1 +"],
            capabilities: ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
            tags: ["t": "v"],
            roleARN: "arn:aws:iam::123456789012:role/r"
        ),
        "cloudformation",
        "create_change_set",
        [
            "StackName": "s", "ChangeSetName": "n", "ChangeSetType": "CREATE",
            "TemplateBody": "A: \"é&+ /\"\n", "RoleARN": "arn:aws:iam::123456789012:role/r",
            "Parameters": [
                ["ParameterKey": "a", "ParameterValue": "1 +"],
                ["ParameterKey": "b", "ParameterValue": "2"],
            ], "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
            "Tags": [["Key": "t", "Value": "v"]],
        ]
    ),
    WirePair(
        CloudFormation.DescribeChangeSet(changeSet: "n", stack: "s", nextToken: "t"),
        "cloudformation",
        "describe_change_set",
        ["ChangeSetName": "n", "StackName": "s", "NextToken": "t"]
    ),
    WirePair(
        CloudFormation.ExecuteChangeSet(changeSet: "n", stack: "s"),
        "cloudformation",
        "execute_change_set",
        ["ChangeSetName": "n", "StackName": "s"]
    ),
    WirePair(
        CloudFormation.DeleteChangeSet(changeSet: "n", stack: "s"),
        "cloudformation",
        "delete_change_set",
        ["ChangeSetName": "n", "StackName": "s"]
    ),
    WirePair(
        CloudFormation.DescribeStacks(stack: "s"),
        "cloudformation",
        "describe_stacks",
        ["StackName": "s"]
    ),
    WirePair(
        CloudFormation.DescribeStackEvents(stack: "s", nextToken: "t"),
        "cloudformation",
        "describe_stack_events",
        ["StackName": "s", "NextToken": "t"]
    ),
    WirePair(
        CloudFormation.DeleteStack(stack: "s"),
        "cloudformation",
        "delete_stack",
        ["StackName": "s"]
    ),
    WirePair(
        CloudFormation.ValidateTemplate(.url("https://example.com/t")),
        "cloudformation",
        "validate_template",
        ["TemplateURL": "https://example.com/t"]
    ),
    WirePair(
        CloudFormation.ListStackResources(stack: "s", nextToken: "t"),
        "cloudformation",
        "list_stack_resources",
        ["StackName": "s", "NextToken": "t"]
    ),
    WirePair(
        SNS.Publish(topicARN: "arn:aws:sns:us-east-1:1:t", message: "a b\n", subject: "s"),
        "sns",
        "publish",
        ["TopicArn": "arn:aws:sns:us-east-1:1:t", "Message": "a b\n", "Subject": "s"]
    ),
]
