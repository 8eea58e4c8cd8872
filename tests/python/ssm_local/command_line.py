"""A client that has the `aws` command line make its calls, one command a call."""

import atexit
import base64
import contextlib
import datetime
import io
import json
import os
import re
import tempfile
from unittest import mock

from awscli.clidriver import create_clidriver
from botocore import xform_name
from botocore.utils import parse_timestamp

# The endpoint checks requests, not the command line.
SETTINGS = "[default]\nparameter_validation = false\ncli_timestamp_format = iso8601\n"

REFUSED = re.compile(
    r"An error occurred \((\w+)\) when calling the (\w+) operation(?: \([^)]*\))?: (.*)", re.DOTALL
)


class CommandLine:
    """Stands in for a client of boto3, which still gives the pages and waiters."""

    def __init__(self, client, url, region, access_key_id, secret_access_key):
        self._client = client
        self._operations = {
            xform_name(name): client.meta.service_model.operation_model(name)
            for name in client.meta.service_model.operation_names
        }
        with tempfile.NamedTemporaryFile("w", suffix=".ini", delete=False) as settings:
            settings.write(SETTINGS)
        atexit.register(os.unlink, settings.name)
        os.environ |= {
            "AWS_CONFIG_FILE": settings.name,
            "AWS_ENDPOINT_URL_SSM": url,
            "AWS_DEFAULT_REGION": region,
            "AWS_ACCESS_KEY_ID": access_key_id,
            "AWS_SECRET_ACCESS_KEY": secret_access_key,
            "AWS_MAX_ATTEMPTS": "1",
            "AWS_PAGER": "",
        }
        self._aws = create_clidriver()

    def __getattr__(self, name):
        if name in self._operations:
            return lambda **request: self._call(self._operations[name], request)
        return getattr(self._client, name)

    def _call(self, operation, request):
        command = ["ssm", xform_name(operation.name, "-"), "--output", "json"]
        command += ["--cli-input-json", json.dumps(request, default=as_json)]
        # Commands for lists walk all pages unless they are told not to.
        if self._client.can_paginate(xform_name(operation.name)):
            command.append("--no-paginate")
        printed, said = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(said):
            status = self._aws.main(command)
        if status != 0:
            raise self._refusal(said.getvalue(), status)
        answer = json.loads(printed.getvalue() or "{}")
        return with_times(answer, operation.output_shape) | {"ResponseMetadata": {"HTTPStatusCode": 200}}

    def _refusal(self, said, status):
        """The error that boto3 would raise. The command line tells its code and message alone."""
        found = REFUSED.search(said)
        if found is None:
            raise AssertionError(f"status {status}: {said}")
        code, operation, message = found.groups()
        metadata = {"HTTPStatusCode": mock.ANY, "RequestId": mock.ANY}
        error = {"Error": {"Code": code, "Message": message.strip()}, "ResponseMetadata": metadata}
        return self._client.exceptions.from_code(code)(error, operation)


def as_json(value):
    """What JSON has no form for, as the command line takes it."""
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(f"{type(value)} has no form in JSON")


def with_times(value, shape):
    """A printed answer with its timestamps as boto3 gives them."""
    if shape is None or value is None:
        return value
    if shape.type_name == "timestamp":
        return parse_timestamp(value)
    if shape.type_name == "structure" and isinstance(value, dict):
        return {name: with_times(member, shape.members.get(name)) for name, member in value.items()}
    if shape.type_name == "list":
        return [with_times(element, shape.member) for element in value]
    if shape.type_name == "map":
        return {key: with_times(element, shape.value) for key, element in value.items()}
    return value
