"""Tells where botocore sends: {service, region, environment} as JSON in, a URL or "error" out."""

import json
import os
import sys

import botocore.session
from botocore.exceptions import BotoCoreError

OPERATIONS = {
    "dynamodb": ("list_tables", {}),
    "sqs": ("list_queues", {}),
    "lambda": ("list_functions", {}),
    "scheduler": ("list_schedules", {}),
    "sns": ("list_topics", {}),
    "s3": ("list_buckets", {}),
    "sts": ("get_caller_identity", {}),
    "cloudformation": ("list_stacks", {}),
    "sso": ("get_role_credentials", {"roleName": "r", "accountId": "1", "accessToken": "t"}),
    "sso-oidc": ("register_client", {"clientName": "c", "clientType": "public"}),
}
PATHS = {
    "lambda": "/2015-03-31/functions",
    "scheduler": "/schedules",
    "sso": "/federation/credentials",
    "sso-oidc": "/client/register",
}
# Where the first labels of the host name are not what botocore calls the service.
NAMES = {"portal.sso": "sso", "oidc": "sso-oidc"}

for name in [name for name in os.environ if name.startswith("AWS_")]:
    del os.environ[name]
os.environ["AWS_CONFIG_FILE"] = os.environ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null"
# Its old default for us-east-1 is a host name without a region.
os.environ["AWS_S3_US_EAST_1_REGIONAL_ENDPOINT"] = "regional"
SHARED = botocore.session.Session()
LOADER = SHARED.get_component("data_loader")


class Sent(Exception):
    pass


def url(service, region, environment):
    os.environ.update(environment)
    try:
        session = botocore.session.Session()
        session.register_component("data_loader", LOADER)
        client = session.create_client(
            service, region, aws_access_key_id="AKID", aws_secret_access_key="secret"
        )
        urls = []

        def keep(request, **_):
            urls.append(request.url)
            raise Sent

        client.meta.events.register("before-send", keep)
        operation, parameters = OPERATIONS[service]
        getattr(client, operation)(**parameters)
    except Sent:
        path = PATHS.get(service, "")
        return urls[0].split("?")[0].rstrip("/").removesuffix(path)
    except BotoCoreError:
        return "error"
    finally:
        for name in environment:
            del os.environ[name]


for line in sys.stdin:
    question = json.loads(line)
    service = NAMES.get(question["service"], question["service"])
    print(url(service, question["region"], question["environment"]), flush=True)
