"""An agent that speaks to the endpoint as nodes do, and runs nothing."""

import json
import urllib.request
import uuid

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from endpoint import ACCESS_KEY_ID, REGION, SECRET_ACCESS_KEY, URL


def call(service, operation, request):
    """Calls an operation that boto3 does not have, signed."""
    target = {"ssm": "AmazonSSM", "ec2messages": "EC2WindowsMessageDeliveryService"}[service]
    headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": f"{target}.{operation}"}
    signed = AWSRequest("POST", URL + "/", data=json.dumps(request), headers=headers)
    SigV4Auth(Credentials(ACCESS_KEY_ID, SECRET_ACCESS_KEY), service, REGION).add_auth(signed)
    prepared = signed.prepare()
    sent = urllib.request.Request(URL + "/", data=prepared.body.encode(), headers=dict(prepared.headers))
    with urllib.request.urlopen(sent) as answer:
        return json.load(answer)


class Agent:
    """A node of EC2."""

    def __init__(self):
        self.id = f"i-{uuid.uuid4().hex[:17]}"
        self.ping()

    def ping(self):
        call(
            "ssm",
            "UpdateInstanceInformation",
            {
                "InstanceId": self.id,
                "AgentName": "amazon-ssm-agent",
                "AgentVersion": "3.3.1.0",
                "PlatformType": "Linux",
                "ComputerName": "host.local",
            },
        )

    def message(self):
        """The next message, for which it waits."""
        request = {"Destination": self.id, "MessagesRequestId": str(uuid.uuid4())}
        (message,) = call("ec2messages", "GetMessages", request)["Messages"]
        call("ec2messages", "AcknowledgeMessage", {"MessageId": message["MessageId"]})
        return message | {"Payload": json.loads(message["Payload"])}

    def reply(self, message, status, **plugin):
        payload = {"documentStatus": status, "runtimeStatus": {"aws:runShellScript": {"status": status} | plugin}}
        call(
            "ec2messages",
            "SendReply",
            {
                "MessageId": message["MessageId"],
                "ReplyId": str(uuid.uuid4()),
                "Payload": json.dumps(payload),
            },
        )

    def run(self, code=0, output="", error=""):
        """Takes the next command and ends it so."""
        message = self.message()
        status = "Failed" if code else "Success"
        self.reply(message, status, code=code, standardOutput=output, standardError=error)
        return message

    def apply(self, status):
        """Does as the message says that has a node look at its associations, and tells what came of each."""
        message = self.message()
        assert message["Payload"]["DocumentName"] == "AWS-RefreshAssociation", message
        self.reply(message, "Success")
        for association in call("ssm", "ListInstanceAssociations", {"InstanceId": self.id})["Associations"]:
            if association["DetailedStatus"] == "Pending":
                self.tell(association["AssociationId"], "InProgress")
                self.tell(association["AssociationId"], status)

    def tell(self, association, status):
        """Tells how an association stands here."""
        result = {"Status": status, "ExecutionDate": 1_700_000_000, "ExecutionSummary": "told by a test"}
        told = {"AssociationId": association, "InstanceId": self.id, "ExecutionResult": result}
        call("ssm", "UpdateInstanceAssociationStatus", told)
