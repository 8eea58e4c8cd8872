import json
import urllib.error
import urllib.request

from botocore import UNSIGNED
from endpoint import URL, EndpointTest, client


class Signatures(EndpointTest):
    def test_the_right_secret_is_let_in(self):
        client().describe_parameters()

    def test_a_session_token_is_no_matter(self):
        client(session_token="a-token").describe_parameters()

    def test_a_wrong_secret_is_refused(self):
        wrong = client(secret_access_key="wrong")
        self.fails("InvalidSignatureException", wrong.get_parameter, Name="x")

    def test_an_unknown_key_is_refused(self):
        unknown = client(access_key_id="AKIDUNKNOWN")
        self.fails("UnrecognizedClientException", unknown.get_parameter, Name="x")

    def test_another_region_has_parameters_of_its_own(self):
        self.ssm.put_parameter(Name="here", Value="1", Type="String")
        elsewhere = client(region="ap-south-2")
        self.fails("ParameterNotFound", elsewhere.get_parameter, Name="here")

    def test_no_signature_is_refused(self):
        unsigned = client(signature_version=UNSIGNED)
        self.fails("MissingAuthenticationTokenException", unsigned.get_parameter, Name="x")


class Operations(EndpointTest):
    def test_what_is_not_implemented_says_so(self):
        message = self.fails("NotImplemented", self.ssm.start_access_request, status=501)
        self.assertIn("StartAccessRequest", message)

    def test_every_operation_is_known(self):
        operations = self.ssm.meta.service_model.operation_names
        self.assertEqual(len(operations), 154)
        for operation in operations:
            try:
                self.ssm._make_api_call(operation, {})
            except self.ssm.exceptions.ClientError as error:
                code = error.response["Error"]["Code"]
                status = error.response["ResponseMetadata"]["HTTPStatusCode"]
                self.assertNotIn(code, {"UnknownOperationException", "SerializationException"}, operation)
                self.assertIn(status, {400, 404, 501}, operation)

    def test_errors_come_as_json_with_a_request_id(self):
        request = urllib.request.Request(URL, data=b"{}", headers={"X-Amz-Target": "AmazonSSM.NoSuchThing"})
        with self.assertRaises(urllib.error.HTTPError) as raised:
            urllib.request.urlopen(request)
        error = raised.exception
        self.assertEqual((error.code, error.headers["Content-Type"]), (400, "application/x-amz-json-1.1"))
        self.assertTrue(error.headers["x-amzn-requestid"])
        self.assertIn("NoSuchThing", json.load(error)["message"])
