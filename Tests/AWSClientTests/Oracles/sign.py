"""Signs requests with botocore: one JSON object a line in, the signature it makes a line out."""

import base64
import datetime
import hashlib
import json
import re
import sys

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials

SIGNERS = {
    "header": botocore.auth.SigV4Auth,
    "precomputed": botocore.auth.SigV4Auth,
    "s3": botocore.auth.S3SigV4Auth,
    "s3Unsigned": botocore.auth.S3SigV4Auth,
    "query": botocore.auth.SigV4QueryAuth,
    "s3Query": botocore.auth.S3SigV4QueryAuth,
}
UNSIGNED_PAYLOAD = Config(s3={"payload_signing_enabled": False})


def sign(case):
    request = AWSRequest(
        method=case["method"],
        url="https://" + case["host"] + case["target"],
        data=base64.b64decode(case["body"]),
    )
    for name, value in case["fields"]:
        request.headers[name] = value
    if case["form"] == "precomputed":
        request.headers["X-Amz-Content-SHA256"] = hashlib.sha256(request.body or b"").hexdigest()
    if case["form"] == "s3Unsigned":
        request.context["client_config"] = UNSIGNED_PAYLOAD
    moment = datetime.datetime.fromtimestamp(case["seconds"], datetime.timezone.utc)
    botocore.auth.get_current_datetime = lambda: moment.replace(tzinfo=None)
    signer = SIGNERS[case["form"]](
        Credentials(case["accessKeyID"], case["secretAccessKey"], case.get("sessionToken")),
        case["service"],
        case["region"],
    )
    signer.add_auth(request)
    signed = request.headers.get("Authorization") or request.url
    return re.search(r"Signature=([0-9a-f]{64})", signed).group(1)


for line in sys.stdin:
    print(sign(json.loads(line)))
