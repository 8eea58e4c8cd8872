"""https with a certificate authority of the endpoint's own."""

import os

import boto3
from botocore.config import Config
from botocore.exceptions import SSLError
from endpoint import ACCESS_KEY_ID, REGION, SECRET_ACCESS_KEY, EndpointTest


def secure(verify=None):
    """A client that calls by https."""
    return boto3.client(
        "ssm",
        endpoint_url=os.environ["SSM_HTTPS_URL"],
        region_name=REGION,
        aws_access_key_id=ACCESS_KEY_ID,
        aws_secret_access_key=SECRET_ACCESS_KEY,
        verify=verify,
        config=Config(retries={"total_max_attempts": 1}),
    )


class Https(EndpointTest):
    def test_the_authority_of_the_environment_is_trusted(self):
        secure().put_parameter(Name=f"{self.path}/a", Value="by https", Type="String")
        self.assertEqual(self.ssm.get_parameter(Name=f"{self.path}/a")["Parameter"]["Value"], "by https")

    def test_without_it_the_endpoint_is_refused(self):
        bundle = os.environ.pop("AWS_CA_BUNDLE")
        self.addCleanup(os.environ.__setitem__, "AWS_CA_BUNDLE", bundle)
        with self.assertRaises(SSLError):
            secure().describe_parameters()
