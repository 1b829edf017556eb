"""Streams answers of MisbehavingBootstrap through boto3.

    streaming.py ENDPOINT FOLDER
"""
import http.client
import json
import os
import sys
import urllib.parse

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


def gated(name, **order):
    """The answer's first chunk, and the rest that comes once the chunk has been seen."""
    gate = os.path.join(sys.argv[2], name)
    events = iter(stream(do="stream", until=gate, **order))
    first = next(events)["PayloadChunk"]["Payload"]
    open(gate, "w").close()
    return (first, *parts(events))


# A chunk arrives before the function goes on.
first, rest, end = gated("whole", chunks=["one", "two"])
assert first == b"one" and rest == b"two" and "ErrorCode" not in end and "LogResult" in end

# Ways to end.
for name, error in (("error", "Bad.Luck"), ("exit", "Runtime.ExitError"), ("close", "Runtime.TruncatedResponse")):
    first, rest, end = gated(name, chunks=["some"], end=name)
    assert first == b"some" and rest == b"" and end["ErrorCode"] == "Unhandled"
    assert json.loads(end["ErrorDetails"])["errorType"] == error, end

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

# A function URL that streams.


def visit(**order):
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(sys.argv[1]).netloc, timeout=60)
    connection.request("POST", "/", json.dumps(order), {"Content-Type": "application/json", "Host": "furl.localhost"})
    return connection.getresponse()


prelude = '{"statusCode":201,"headers":{"x-a":"1"},"cookies":["c=1","d=2"]}' + "\0" * 8
head = {"do": "stream", "type": "application/vnd.awslambda.http-integration-response"}
gate = os.path.join(sys.argv[2], "second gate")
response = visit(**head, chunks=[prelude + "one", "two"], until=gate)
assert response.status == 201 and response.getheader("x-a") == "1"
assert response.msg.get_all("set-cookie") == ["c=1", "d=2"]
assert response.read1() == b"one"
open(gate, "w").close()
assert response.read() == b"two"
response = visit(**head, chunks=[prelude[:30], prelude[30:60], prelude[60:] + "rest"])
assert response.status == 201 and response.read() == b"rest"
response = visit(do="stream", type="text/event-stream", chunks=["data: 1"])
assert response.status == 200 and response.getheader("content-type") == "text/event-stream"
assert response.read() == b"data: 1"
response = visit(do="stream", chunks=["some"], end="error")
assert response.status == 200
try:
    response.read()
    raise AssertionError("a part was taken for the whole")
except http.client.IncompleteRead as error:
    assert error.partial == b"some"
assert visit(**head, chunks=["{}"]).status == 502
assert visit(do="error").status == 502
response = visit(do="answer", text='{"statusCode":418,"body":"pot"}')
assert response.status == 418 and response.read() == b"pot"

# Nothing is left of a reservation of nothing.
for call in (client.invoke, client.invoke_with_response_stream):
    try:
        call(FunctionName="Never", Payload=b"{}")
        raise AssertionError("it was not turned away")
    except client.exceptions.TooManyRequestsException as error:
        assert error.response["Reason"] == "ReservedFunctionConcurrentInvocationLimitExceeded"
print("ok")
