"""The endpoint under test, as boto3 sees it."""

import os
import unittest

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

URL = os.environ["SSM_ENDPOINT_URL"]
REGION = os.environ["SSM_REGION"]
ACCOUNT_ID = os.environ["SSM_ACCOUNT_ID"]
ACCESS_KEY_ID = os.environ["SSM_ACCESS_KEY_ID"]
SECRET_ACCESS_KEY = os.environ["SSM_SECRET_ACCESS_KEY"]


def client(
    access_key_id=ACCESS_KEY_ID,
    secret_access_key=SECRET_ACCESS_KEY,
    region=REGION,
    session_token=None,
    **config,
):
    """A client that neither retries nor checks parameters, so that the endpoint does."""
    settings = {"retries": {"total_max_attempts": 1}, "parameter_validation": False} | config
    return boto3.client(
        "ssm",
        endpoint_url=URL,
        region_name=region,
        aws_access_key_id=access_key_id,
        aws_secret_access_key=secret_access_key,
        aws_session_token=session_token,
        config=Config(**settings),
    )


def chosen_client():
    """The client of the tests: boto3, or the command line in its place."""
    if os.environ.get("SSM_CLIENT") != "aws":
        return client()
    from command_line import CommandLine

    return CommandLine(client(), URL, REGION, ACCESS_KEY_ID, SECRET_ACCESS_KEY)


class EndpointTest(unittest.TestCase):
    """Tests with a client, each under a path of its own."""

    ssm = chosen_client()

    def setUp(self):
        self.path = f"/{type(self).__name__}/{self._testMethodName}"

    def put(self, name, value="x", **rest):
        """Puts a parameter under the test's path and gives its version."""
        request = {"Type": "String"} | rest
        return self.ssm.put_parameter(Name=f"{self.path}/{name}", Value=value, **request)["Version"]

    def fails(self, code, call, *args, status=400, **kwargs):
        """Holds that a call fails with this code, and gives the message."""
        with self.assertRaises(ClientError) as raised:
            call(*args, **kwargs)
        error = raised.exception.response
        self.assertEqual(error["Error"]["Code"], code, error)
        self.assertEqual(error["ResponseMetadata"]["HTTPStatusCode"], status, error)
        self.assertTrue(error["ResponseMetadata"]["RequestId"], error)
        return error["Error"].get("Message", "")

    def names(self, parameters):
        """Their names below the test's path."""
        return [found["Name"].removeprefix(self.path + "/") for found in parameters]
