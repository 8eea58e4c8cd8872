import datetime
import json
import os

from endpoint import ACCOUNT_ID, EndpointTest, client

# A node within the endpoint; nothing else here can be told of sessions.
NODE = os.environ["SSM_NODE"]


class Sessions(EndpointTest):
    def start(self, **request):
        """Starts a session by boto3: the command line would hand over to the plugin."""
        return client().start_session(Target=NODE, **request)

    def active(self, **filters):
        filters = [{"key": key, "value": value} for key, value in filters.items()]
        return self.ssm.describe_sessions(State="Active", Filters=filters)["Sessions"]

    def test_a_session_is_started_described_resumed_and_terminated(self):
        before = datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=1)
        started = self.start(Reason="to see")
        id = started["SessionId"]
        self.assertTrue(started["StreamUrl"].startswith("ws://127.0.0.1:"), started["StreamUrl"])
        self.assertIn(f"/v1/data-channel/{id}?role=publish_subscribe", started["StreamUrl"])
        (found,) = self.active(SessionId=id)
        self.assertEqual((found["Target"], found["Reason"]), (NODE, "to see"))
        self.assertEqual(found["Owner"], f"arn:aws:iam::{ACCOUNT_ID}:root")
        self.assertGreater(found["StartDate"], before)
        self.assertNotIn("EndDate", found)
        resumed = self.ssm.resume_session(SessionId=id)
        self.assertNotEqual(resumed["TokenValue"], started["TokenValue"])
        self.assertEqual(resumed["StreamUrl"], started["StreamUrl"])
        self.assertEqual(self.ssm.terminate_session(SessionId=id)["SessionId"], id)
        while self.active(SessionId=id):
            pass
        (found,) = self.ssm.describe_sessions(
            State="History", Filters=[{"key": "SessionId", "value": id}]
        )["Sessions"]
        self.assertEqual(found["Status"], "Terminated")
        self.assertGreaterEqual(found["EndDate"], found["StartDate"])
        self.assertNotIn("TokenValue", self.ssm.resume_session(SessionId=id))

    def test_lists_come_in_pages(self):
        ids = {self.start(Reason="pages")["SessionId"] for _ in range(3)}
        pages = self.ssm.get_paginator("describe_sessions").paginate(
            State="Active", Filters=[{"key": "Target", "value": NODE}], PaginationConfig={"PageSize": 2}
        )
        found = {session["SessionId"] for page in pages for session in page["Sessions"]}
        self.assertLessEqual(ids, found)
        self.fails("InvalidNextToken", self.ssm.describe_sessions, State="Active", NextToken="x")

    def test_documents_say_what_a_session_does(self):
        document = "AWS-StartPortForwardingSession"
        self.start(DocumentName=document, Parameters={"portNumber": ["8080"]})
        self.assertTrue(any(found["DocumentName"] == document for found in self.active(Target=NODE)))
        call = client().start_session
        for parameters in [{"portNumber": ["99999"]}, {"color": ["red"]}]:
            self.fails("InvalidParameters", call, Target=NODE, DocumentName=document, Parameters=parameters)
        for wrong in ["Missing", "AWS-RunShellScript"]:
            self.fails("InvalidDocument", call, Target=NODE, DocumentName=wrong)

    def test_preferences_limit_sessions(self):
        inputs = {"idleSessionTimeout": "10", "maxSessionDuration": "60"}
        content = {"schemaVersion": "1.0", "sessionType": "Standard_Stream", "inputs": inputs}
        name = "SSM-SessionManagerRunShell"
        self.ssm.create_document(Name=name, DocumentType="Session", Content=json.dumps(content))
        id = self.start()["SessionId"]
        (found,) = self.active(SessionId=id)
        self.assertEqual((found["DocumentName"], found["MaxSessionDuration"]), (name, "60"))
        self.ssm.delete_document(Name=name)

    def test_what_is_not_there_is_said(self):
        self.assertEqual(self.ssm.get_connection_status(Target=NODE)["Status"], "connected")
        nobody = "i-0123456789abcdef0"
        self.assertEqual(self.ssm.get_connection_status(Target=nobody)["Status"], "notconnected")
        self.fails("TargetNotConnected", client().start_session, Target=nobody)
        for call in [self.ssm.resume_session, self.ssm.terminate_session]:
            self.fails("DoesNotExistException", call, SessionId="root-0")
        self.fails("ValidationException", self.ssm.describe_sessions, State="Someday")
