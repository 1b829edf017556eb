"""Streams answers of MisbehavingBootstrap through boto3.

    streaming.py ENDPOINT FOLDER
"""
import json
import os
import sys

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


def stream(name="F", **order):
    reply = client.invoke_with_response_stream(FunctionName=name, Payload=json.dumps(order), LogType="Tail")
    assert reply["StatusCode"] == 200 and reply["ExecutedVersion"] == "$LATEST"
    return reply["EventStream"]


def parts(events):
    events = list(events)
    chunks = b"".join(e["PayloadChunk"]["Payload"] for e in events if "PayloadChunk" in e)
    assert "InvokeComplete" in events[-1], events
    return chunks, events[-1]["InvokeComplete"]


# A chunk arrives before the function goes on.
gate = os.path.join(sys.argv[2], "gate")
events = iter(stream(do="stream", chunks=["one", "two"], until=gate))
assert next(events)["PayloadChunk"]["Payload"] == b"one"
open(gate, "w").close()
rest, end = parts(events)
assert rest == b"two" and "ErrorCode" not in end and "LogResult" in end

# Ways to end.
body, end = parts(stream(do="stream", chunks=["some"], end="error"))
assert body == b"some" and end["ErrorCode"] == "Unhandled"
assert json.loads(end["ErrorDetails"]) == {"errorType": "Bad.Luck"}
body, end = parts(stream(do="stream", chunks=["some"], end="exit"))
assert body == b"some" and json.loads(end["ErrorDetails"])["errorType"] == "Runtime.ExitError", end
body, end = parts(stream(do="stream", chunks=["some"], end="close"))
assert body == b"some" and json.loads(end["ErrorDetails"])["errorType"] == "Runtime.TruncatedResponse", end

# A buffered answer, a large one and an error before the first byte.
body, end = parts(stream(do="echo"))
assert json.loads(body) == {"do": "echo"} and "ErrorCode" not in end
large = "x" * 3_000_000
assert json.loads(parts(stream(do="echo", text=large))[0])["text"] == large
body, end = parts(stream(do="error"))
assert body == b"" and json.loads(end["ErrorDetails"])["errorType"] == "Bad.Luck"

# A streamed answer to a caller who does not stream.
reply = client.invoke(FunctionName="F", Payload=json.dumps({"do": "stream", "chunks": ["a", "b"]}))
assert reply["Payload"].read() == b"ab"

# Nothing is left of a reservation of nothing.
for call in (client.invoke, client.invoke_with_response_stream):
    try:
        call(FunctionName="Never", Payload=b"{}")
        raise AssertionError("it was not turned away")
    except client.exceptions.TooManyRequestsException as error:
        assert error.response["Reason"] == "ReservedFunctionConcurrentInvocationLimitExceeded"
print("ok")
