"""Tells which credentials botocore finds: {environment, profile} as JSON in, the credentials out."""

import getpass
import json
import os
import sys

# Botocore remembers this function as soon as it is imported.
getpass.getpass = lambda question: "code-" + question.split()[-1].split("/")[-1].rstrip(":")

import botocore.session

for name in [name for name in os.environ if name.startswith("AWS_")]:
    del os.environ[name]
LOADER = botocore.session.Session().get_component("data_loader")


def credentials(environment, profile):
    before = dict(os.environ)
    os.environ.update(environment)
    try:
        session = botocore.session.Session(profile=profile)
        session.register_component("data_loader", LOADER)
        found = session.get_credentials()
        if found is None:
            return "none"
        frozen = found.get_frozen_credentials()
        return f"{frozen.access_key} {frozen.secret_key} {frozen.token or '-'}"
    except Exception:
        return "none"
    finally:
        os.environ.clear()
        os.environ.update(before)


for line in sys.stdin:
    question = json.loads(line)
    print(credentials(question["environment"], question.get("profile")), flush=True)
