"""The same as AWSBenchmark, with botocore and boto3: `sign COUNT` or `put|get PORT COUNT`."""

import sys
import time

import boto3
import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials

KEY = {"PK": {"S": "execution#1234"}, "SK": {"S": "LOG#00000042"}}
ITEM = {**KEY, "payload": {"S": "x" * 200}, "n": {"N": "7"}}
ACCESS = ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")


def report(action, count):
    for _ in range(count // 10):
        action()
    start, processor_start = time.perf_counter(), time.process_time()
    for _ in range(count):
        action()
    time_used = time.perf_counter() - start
    print(time_used / count * 1e6, (time.process_time() - processor_start) / count * 1e6)


def sign():
    request = AWSRequest("POST", "https://dynamodb.us-east-1.amazonaws.com/", data=b"x" * 380)
    request.headers["Content-Type"] = "application/x-amz-json-1.0"
    request.headers["X-Amz-Target"] = "DynamoDB_20120810.PutItem"
    botocore.auth.SigV4Auth(Credentials(*ACCESS), "dynamodb", "us-east-1").add_auth(request)


def client(port):
    return boto3.client(
        "dynamodb",
        region_name="us-east-1",
        endpoint_url=f"http://127.0.0.1:{port}",
        aws_access_key_id=ACCESS[0],
        aws_secret_access_key=ACCESS[1],
        config=Config(retries={"mode": "standard"}),
    )


what, count = sys.argv[1], int(sys.argv[-1])
if what == "sign":
    report(sign, count)
else:
    dynamodb = client(sys.argv[2])
    if what == "put":
        condition = {"ConditionExpression": "attribute_not_exists(SK)"}
        report(lambda: dynamodb.put_item(TableName="executions", Item=ITEM, **condition), count)
    else:
        report(
            lambda: dynamodb.get_item(TableName="executions", Key=KEY, ConsistentRead=True), count
        )
