"""Drives an emulator with boto3: an Echo function, and Approvals as a durable one.

    boto.py ENDPOINT
"""
import json
import sys
import time

import boto3
from botocore.config import Config

client = boto3.client(
    "lambda",
    endpoint_url=sys.argv[1],
    region_name="us-east-1",
    aws_access_key_id="any",
    aws_secret_access_key="any",
    config=Config(retries={"max_attempts": 1}),
)


def wait_for(condition):
    for _ in range(600):
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("waited for too long")


def raises(error, call):
    try:
        call()
    except error:
        return
    raise AssertionError(f"{error} was expected")


# Invoke
reply = client.invoke(FunctionName="Echo", Payload=b'{"n":1}', LogType="Tail")
assert reply["StatusCode"] == 200 and reply["Payload"].read() == b'{"n":1}'
assert reply["ExecutedVersion"] == "$LATEST" and "FunctionError" not in reply and "LogResult" in reply
assert client.invoke(FunctionName="Echo:1", InvocationType="Event", Payload=b"{}")["StatusCode"] == 202
assert client.invoke(FunctionName="Echo", InvocationType="DryRun")["StatusCode"] == 204
raises(client.exceptions.ResourceNotFoundException, lambda: client.invoke(FunctionName="Nobody"))
raises(client.exceptions.InvalidRequestContentException, lambda: client.invoke(FunctionName="Echo", Payload=b"{"))
assert [f["FunctionName"] for f in client.list_functions()["Functions"]] == ["Echo", "Approvals"]
assert client.get_function_configuration(FunctionName="Echo")["Runtime"] == "provided.al2023"

# An execution by name
document = json.dumps({"title": "Plan", "author": "Ada", "recipients": ["x", "y"]}).encode()


def start(payload=document):
    return client.invoke(
        FunctionName="Approvals:$LATEST", InvocationType="Event", DurableExecutionName="plan", Payload=payload
    )["DurableExecutionArn"]


arn = start()
assert start() == arn
raises(client.exceptions.DurableExecutionAlreadyStartedException, lambda: start(b"{}"))

# Its history and its callback


def history():
    events, marker = [], {}
    while True:
        page = client.get_durable_execution_history(
            DurableExecutionArn=arn, IncludeExecutionData=True, MaxItems=3, **marker
        )
        events += page["Events"]
        if not page.get("NextMarker"):
            return events
        marker = {"Marker": page["NextMarker"]}


def open_callback():
    return next((e["CallbackStartedDetails"]["CallbackId"] for e in history() if e["EventType"] == "CallbackStarted"), None)


callback = wait_for(open_callback)
client.send_durable_execution_callback_heartbeat(CallbackId=callback)
raises(
    client.exceptions.InvalidParameterValueException,
    lambda: client.send_durable_execution_callback_success(CallbackId=callback, Result=b"1" * 1048577),
)
client.send_durable_execution_callback_success(CallbackId=callback, Result=b'{"approved":true,"by":"Bob"}')
raises(
    client.exceptions.CallbackTimeoutException,
    lambda: client.send_durable_execution_callback_success(CallbackId=callback, Result=b"1"),
)
raises(
    client.exceptions.ResourceNotFoundException,
    lambda: client.send_durable_execution_callback_heartbeat(CallbackId="bm9ib2R5"),
)


def ended():
    execution = client.get_durable_execution(DurableExecutionArn=arn)
    return execution if execution["Status"] != "RUNNING" else None


execution = wait_for(ended)
assert execution["Status"] == "SUCCEEDED", execution
assert json.loads(execution["Result"])["status"] == "approved by Bob"
assert execution["EndTimestamp"] > execution["StartTimestamp"]
events = history()
assert [e["EventId"] for e in events] == list(range(1, len(events) + 1))
assert events[0]["EventType"] == "ExecutionStarted" and events[-1]["EventType"] == "ExecutionSucceeded"
assert {"StepSucceeded", "WaitSucceeded", "ContextSucceeded", "InvocationCompleted"} <= {e["EventType"] for e in events}
brief = client.get_durable_execution_history(DurableExecutionArn=arn, IncludeExecutionData=False, MaxItems=1)
assert brief["Events"][0]["ExecutionStartedDetails"]["Input"] == {"Truncated": True}
assert events[0]["ExecutionStartedDetails"]["Input"] == {"Payload": document.decode(), "Truncated": False}
assert "Result" not in client.get_durable_execution(DurableExecutionArn=arn, IncludeExecutionData=False)
newest = client.get_durable_execution_history(DurableExecutionArn=arn, ReverseOrder=True, MaxItems=1)["Events"]
assert newest[0]["EventId"] == len(events)

# Lists and stopping
other = client.invoke(FunctionName="Approvals", InvocationType="Event", Payload=document)["DurableExecutionArn"]


def listed(**query):
    found = client.list_durable_executions_by_function(FunctionName="Approvals", **query)["DurableExecutions"]
    return [e["DurableExecutionArn"] for e in found]


pages = client.get_paginator("list_durable_executions_by_function").paginate(
    FunctionName="Approvals", PaginationConfig={"PageSize": 1}
)
assert [e["DurableExecutionArn"] for page in pages for e in page["DurableExecutions"]] == [other, arn]
assert listed() == [other, arn] and listed(ReverseOrder=True) == [arn, other]
assert listed(Statuses=["SUCCEEDED", "FAILED"]) == [arn] and listed(DurableExecutionName="plan") == [arn]
assert listed(StartedAfter=execution["StartTimestamp"])[-1] == arn
client.stop_durable_execution(DurableExecutionArn=other, Error={"ErrorType": "NoLonger", "ErrorMessage": "needed"})
stopped = client.get_durable_execution(DurableExecutionArn=other)
assert stopped["Status"] == "STOPPED" and stopped["Error"]["ErrorType"] == "NoLonger"
print("ok")
