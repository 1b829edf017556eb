"""Tells what boto3 sends: reads [service, operation, parameters] as JSON, writes the request.

Parameters marked as {"bytes": "…"} are bytes.
"""

import base64
import json
import os
import sys

import boto3

# Checksums of its own make up most of what boto3 says to S3 otherwise.
os.environ["AWS_REQUEST_CHECKSUM_CALCULATION"] = "when_required"


def decoded(value):
    if isinstance(value, dict):
        if set(value) == {"bytes"}:
            return value["bytes"].encode()
        return {name: decoded(member) for name, member in value.items()}
    if isinstance(value, list):
        return [decoded(element) for element in value]
    return value


class Sent(Exception):
    pass


def sent(service, operation, parameters):
    client = boto3.client(
        service,
        region_name="us-east-1",
        endpoint_url="http://127.0.0.1:1",
        aws_access_key_id="AKID",
        aws_secret_access_key="secret",
    )
    requests = []

    def keep(request, **_):
        requests.append(request)
        raise Sent

    client.meta.events.register("before-send", keep)
    try:
        getattr(client, operation)(**decoded(parameters))
    except Sent:
        pass
    request = requests[0]
    body = request.body or b""
    body = body.read() if hasattr(body, "read") else body
    body = body.encode() if isinstance(body, str) else body
    return {
        "method": request.method,
        "url": request.url,
        "fields": {
            name.lower(): value.decode() if isinstance(value, bytes) else value
            for name, value in request.headers.items()
        },
        "body": base64.b64encode(body).decode(),
    }


for line in sys.stdin:
    print(json.dumps(sent(*json.loads(line))))
