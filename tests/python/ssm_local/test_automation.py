import json
import threading
import time
import uuid

from agent import Agent
from endpoint import EndpointTest

FINAL = {"Success", "Failed", "TimedOut", "Cancelled"}


class Automations(EndpointTest):
    def setUp(self):
        super().setUp()
        self.name = f"runbook-{uuid.uuid4().hex[:8]}"

    def create(self, steps, **members):
        content = {"schemaVersion": "0.3", "mainSteps": steps} | members
        self.ssm.create_document(
            Name=self.name, DocumentType="Automation", DocumentFormat="JSON", Content=json.dumps(content)
        )

    def start(self, **request):
        return self.ssm.start_automation_execution(DocumentName=self.name, **request)["AutomationExecutionId"]

    def get(self, execution):
        answer = self.ssm.get_automation_execution(AutomationExecutionId=execution)
        return answer["AutomationExecution"]

    def status(self, execution):
        return self.get(execution)["AutomationExecutionStatus"]

    def ended(self, execution):
        """The execution once it has ended, which takes it a few seconds at most."""
        deadline = time.monotonic() + 60
        while (found := self.get(execution))["AutomationExecutionStatus"] not in FINAL:
            self.assertLess(time.monotonic(), deadline, found)
            time.sleep(0.05)
        return found

    @staticmethod
    def api(name, api, outputs=(), **inputs):
        inputs = {"Service": "ssm", "Api": api} | inputs
        return {"name": name, "action": "aws:executeAwsApi", "inputs": inputs, "outputs": list(outputs)}

    @staticmethod
    def sleep(name, duration="PT1H"):
        return {"name": name, "action": "aws:sleep", "inputs": {"Duration": duration}}

    def test_steps_call_operations_and_pass_on_what_they_put_out(self):
        self.put("from", "db1")
        value = {"Name": "Value", "Selector": "$.Parameter.Value", "Type": "String"}
        read = self.api("read", "GetParameter", [value], Name="{{ path }}/from")
        write = self.api("write", "PutParameter", Name="{{ path }}/to", Value="{{ read.Value }}", Type="String")
        parameters = {"path": {"type": "String"}}
        self.create([read, write], parameters=parameters, outputs=["read.Value"])
        found = self.ended(self.start(Parameters={"path": [self.path]}))
        self.assertEqual(found["AutomationExecutionStatus"], "Success", found)
        self.assertEqual(found["Outputs"], {"read.Value": ["db1"]})
        self.assertEqual(self.ssm.get_parameter(Name=f"{self.path}/to")["Parameter"]["Value"], "db1")

    def test_a_command_runs_on_a_node(self):
        node = Agent()
        inputs = {
            "DocumentName": "AWS-RunShellScript",
            "InstanceIds": [node.id],
            "Parameters": {"commands": ["uptime"]},
        }
        self.create([{"name": "remote", "action": "aws:runCommand", "inputs": inputs}])
        agent = threading.Thread(target=node.run, kwargs={"output": "up 3 days"})
        agent.start()
        found = self.ended(self.start())
        agent.join()
        self.assertEqual(found["StepExecutions"][0]["Outputs"]["Output"], ["up 3 days"], found)

    def test_an_approval_is_waited_for(self):
        inputs = {"Approvers": ["ann"], "Message": "Go?"}
        self.create([{"name": "ask", "action": "aws:approve", "inputs": inputs}, self.sleep("go", "PT0S")])
        execution = self.start()
        self.assertEqual(self.status(execution), "Waiting")
        signal = {"AutomationExecutionId": execution, "SignalType": "Approve", "Payload": {"Comment": ["go"]}}
        self.ssm.send_automation_signal(**signal)
        self.assertEqual(self.status(execution), "Success")
        self.fails("InvalidAutomationSignalException", self.ssm.send_automation_signal, **signal)

    def test_an_execution_is_stopped(self):
        self.create([self.sleep("long")])
        execution = self.start()
        self.assertEqual(self.status(execution), "InProgress")
        self.ssm.stop_automation_execution(AutomationExecutionId=execution, Type="Cancel")
        self.assertEqual(self.status(execution), "Cancelled")
        call = self.ssm.stop_automation_execution
        self.fails("InvalidAutomationStatusUpdateException", call, AutomationExecutionId=execution)

    def test_targets_have_children_that_are_listed_in_pages(self):
        self.create([self.sleep("quick", "PT0S")], parameters={"name": {"type": "String"}})
        values = [f"target{index}" for index in range(5)]
        targets = [{"Key": "ParameterValues", "Values": values}]
        execution = self.start(TargetParameterName="name", Targets=targets, MaxConcurrency="2")
        self.assertEqual(self.ended(execution)["ProgressCounters"]["SuccessSteps"], 5)
        pages = self.ssm.get_paginator("describe_automation_executions").paginate(
            Filters=[{"Key": "ParentExecutionId", "Values": [execution]}],
            PaginationConfig={"PageSize": 2},
        )
        pages = [page["AutomationExecutionMetadataList"] for page in pages]
        self.assertEqual([len(page) for page in pages], [2, 2, 1])
        self.assertEqual(sorted(child["Target"] for page in pages for child in page), values)

    def test_steps_are_listed_in_pages(self):
        names = [f"step{index}" for index in range(5)]
        self.create([self.sleep(name, "PT0S") for name in names])
        execution = self.start()
        pages = self.ssm.get_paginator("describe_automation_step_executions").paginate(
            AutomationExecutionId=execution, ReverseOrder=True, PaginationConfig={"PageSize": 2}
        )
        pages = [page["StepExecutions"] for page in pages]
        self.assertEqual([len(page) for page in pages], [2, 2, 1])
        self.assertEqual([step["StepName"] for page in pages for step in page], names[::-1])

    def test_an_execution_is_started_once_for_a_token(self):
        self.create([self.sleep("long")])
        token = str(uuid.uuid4())
        execution = self.start(ClientToken=token)
        self.assertEqual(self.start(ClientToken=token), execution)
        call = self.ssm.start_automation_execution
        request = {"DocumentName": self.name, "ClientToken": token, "Mode": "Interactive"}
        self.fails("IdempotentParameterMismatch", call, **request)

    def test_what_cannot_be_started_says_why(self):
        call = self.ssm.start_automation_execution
        self.fails("AutomationDefinitionNotFoundException", call, DocumentName="none")
        self.create([self.sleep("long")])
        version = {"DocumentName": self.name, "DocumentVersion": "7"}
        self.fails("AutomationDefinitionVersionNotFoundException", call, **version)
        unknown = {"DocumentName": self.name, "Parameters": {"none": ["x"]}}
        self.fails("InvalidAutomationExecutionParametersException", call, **unknown)
        groups = {
            "DocumentName": self.name,
            "TargetParameterName": "none",
            "Targets": [{"Key": "ResourceGroup", "Values": ["x"]}],
        }
        self.fails("InvalidAutomationExecutionParametersException", call, **groups)
        for call in [self.ssm.get_automation_execution, self.ssm.describe_automation_step_executions]:
            self.fails("AutomationExecutionNotFoundException", call, AutomationExecutionId=str(uuid.uuid4()))

    def test_executions_are_tagged(self):
        self.create([self.sleep("long")])
        execution = self.start(Tags=[{"Key": "team", "Value": "blue"}])
        listed = self.ssm.list_tags_for_resource(ResourceType="Automation", ResourceId=execution)
        self.assertEqual(listed["TagList"], [{"Key": "team", "Value": "blue"}])
