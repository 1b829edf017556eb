"""Drives functions written with AWS's SDK through boto3: invoke, history, callbacks, list, stop, pause, resume, delete."""
import sys, time
import boto3

client = boto3.client("lambda", endpoint_url=sys.argv[1], region_name="us-east-1",
                      aws_access_key_id="test", aws_secret_access_key="test")


def start(function, name, payload):
    return client.invoke(FunctionName=f"{function}:$LATEST", InvocationType="Event", DurableExecutionName=name,
                         Payload=payload)["DurableExecutionArn"]


def events(arn):
    return client.get_durable_execution_history(DurableExecutionArn=arn, IncludeExecutionData=True)["Events"]


def wait_for(what):
    for _ in range(600):
        found = what()
        if found:
            return found
        time.sleep(0.1)
    raise TimeoutError


def token(arn):
    return next((e["CallbackStartedDetails"]["CallbackId"] for e in events(arn) if e["EventType"] == "CallbackStarted"), None)


def ended(arn):
    execution = client.get_durable_execution(DurableExecutionArn=arn)
    return execution if execution["Status"] not in ("RUNNING", "PAUSING", "PAUSED") else None


one = start("Everything", "one", b'{"name":"Ada"}')
client.send_durable_execution_callback_success(CallbackId=wait_for(lambda: token(one)), Result=b'"yes"')
execution = wait_for(lambda: ended(one))
assert execution["Status"] == "SUCCEEDED", execution
assert execution["Result"] == ('["hello Ada", "flaky", "inner", [1, 4, 9], ["a", "b"], 2, "\\"yes\\"", {"n": 1}]'), execution
types = [event["EventType"] for event in events(one)]
assert types[0] == "ExecutionStarted" and types[-1] == "ExecutionSucceeded", types
assert {"StepFailed", "WaitSucceeded", "ContextSucceeded", "CallbackSucceeded", "ChainedInvokeSucceeded"} < set(types)

two = start("Everything", "two", b'{"name":"Grace"}')
wait_for(lambda: token(two))
client.stop_durable_execution(DurableExecutionArn=two, Error={"ErrorType": "Enough", "ErrorMessage": "for today"})
execution = wait_for(lambda: ended(two))
assert execution["Status"] == "STOPPED" and execution["Error"]["ErrorType"] == "Enough", execution
listed = client.list_durable_executions_by_function(FunctionName="Everything", Statuses=["STOPPED"])["DurableExecutions"]
assert [e["DurableExecutionName"] for e in listed] == ["two"], listed

three = start("Everything", "three", b'{"name":"Edsger"}')
callback = wait_for(lambda: token(three))
try:
    client.delete_durable_execution(DurableExecutionArn=three)
    raise AssertionError("deleted what has not ended")
except client.exceptions.ResourceConflictException:
    pass
client.pause_durable_execution(DurableExecutionArn=three, Reason="lunch")
wait_for(lambda: client.get_durable_execution(DurableExecutionArn=three)["Status"] == "PAUSED")
client.send_durable_execution_callback_success(CallbackId=callback, Result=b'"yes"')
assert client.get_durable_execution(DurableExecutionArn=three)["Status"] == "PAUSED"
client.resume_durable_execution(DurableExecutionArn=three, Reason="coffee")
execution = wait_for(lambda: ended(three))
assert execution["Status"] == "SUCCEEDED", execution
pauses = [e for e in events(three) if e["EventType"] in ("ExecutionPaused", "ExecutionResumed")]
assert [e["EventType"] for e in pauses] == ["ExecutionPaused", "ExecutionResumed"], pauses
assert pauses[0]["ExecutionPausedDetails"]["Reason"]["Payload"] == "lunch", pauses
client.delete_durable_execution(DurableExecutionArn=three)
try:
    client.get_durable_execution(DurableExecutionArn=three)
    raise AssertionError("found what was deleted")
except client.exceptions.ResourceNotFoundException:
    pass
print("ok")
