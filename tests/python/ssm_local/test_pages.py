"""Every paginator of boto3 whose operation is implemented, over more than one page."""

import json
import uuid

from agent import Agent, call
from endpoint import EndpointTest

DOCUMENT = {
    "schemaVersion": "2.2",
    "mainSteps": [{"action": "aws:runShellScript", "name": "run", "inputs": {"runCommand": ["true"]}}],
}


class Pages(EndpointTest):
    def walk(self, operation, key, size=1, **request):
        """All items of a list, which must take more than one page and leave no page empty."""
        paginator = self.ssm.get_paginator(operation)
        pages = [page[key] for page in paginator.paginate(PaginationConfig={"PageSize": size}, **request)]
        self.assertGreater(len(pages), 1, operation)
        self.assertTrue(all(0 < len(page) <= size for page in pages), pages)
        found = [item for page in pages for item in page]
        for item in found:
            # The time of the call.
            item.pop("CaptureTime", None)
        self.assertEqual(self.resumed(paginator, size, key, request), found, operation)
        return found

    def resumed(self, paginator, size, key, request):
        """The same items, with a new start after the first page."""
        settings = {"PageSize": size, "MaxItems": size}
        first = paginator.paginate(PaginationConfig=settings, **request).build_full_result()
        settings = {"PageSize": size, "StartingToken": first["NextToken"]}
        rest = paginator.paginate(PaginationConfig=settings, **request).build_full_result()
        items = first[key] + rest[key]
        for item in items:
            item.pop("CaptureTime", None)
        return items

    def test_parameters(self):
        for index in range(5):
            self.put(index)
        path = [{"Key": "Path", "Values": [self.path]}]
        names = [str(index) for index in range(5)]
        found = self.walk("describe_parameters", "Parameters", 2, ParameterFilters=path)
        self.assertEqual(self.names(found), names)
        found = self.walk("get_parameters_by_path", "Parameters", 2, Path=self.path)
        self.assertEqual(self.names(found), names)

    def test_versions_of_a_parameter(self):
        for value in "abcde":
            self.put("a", value, Overwrite=True)
        found = self.walk("get_parameter_history", "Parameters", 2, Name=f"{self.path}/a")
        self.assertEqual([version["Value"] for version in found], list("abcde"))

    def test_documents_and_their_versions(self):
        names = [f"{self._testMethodName}-{index}" for index in range(3)]
        for name in names:
            self.ssm.create_document(Name=name, Content=json.dumps(DOCUMENT), DocumentType="Command")
        for comment in "ab":
            content = json.dumps(DOCUMENT | {"description": comment})
            self.ssm.update_document(Name=names[0], Content=content, DocumentVersion="$LATEST")
        own = [{"Key": "Owner", "Values": ["Self"]}]
        found = self.walk("list_documents", "DocumentIdentifiers", 2, Filters=own)
        self.assertLessEqual(set(names), {document["Name"] for document in found})
        found = self.walk("list_document_versions", "DocumentVersions", 2, Name=names[0])
        self.assertEqual({version["DocumentVersion"] for version in found}, {"1", "2", "3"})

    def test_activations(self):
        made = {self.ssm.create_activation(IamRole="paged")["ActivationId"] for _ in range(3)}
        found = self.walk("describe_activations", "ActivationList", 2)
        self.assertLessEqual(made, {activation["ActivationId"] for activation in found})

    def test_nodes(self):
        # The service has no smaller pages of these two than of five.
        nodes = {Agent().id for _ in range(6)}
        for operation, key in [
            ("describe_instance_information", "InstanceInformationList"),
            ("describe_instance_properties", "InstanceProperties"),
        ]:
            found = self.walk(operation, key, 5)
            self.assertLessEqual(nodes, {node["InstanceId"] for node in found})
        self.assertLessEqual(nodes, {node["Id"] for node in self.walk("list_nodes", "Nodes", 2)})

    def test_sums_of_nodes(self):
        for platform in ("Linux", "Windows", "MacOS"):
            call(
                "ssm",
                "UpdateInstanceInformation",
                {
                    "InstanceId": f"i-{uuid.uuid4().hex[:17]}",
                    "AgentName": "amazon-ssm-agent",
                    "AgentVersion": "3.3.1.0",
                    "PlatformType": platform,
                },
            )
        kinds = [{"AggregatorType": "Count", "TypeName": "Instance", "AttributeName": "PlatformType"}]
        found = self.walk("list_nodes_summary", "Summary", Aggregators=kinds)
        self.assertEqual(len(found), 3, found)

    def test_commands_and_their_invocations(self):
        nodes = [Agent().id for _ in range(3)]
        sent = []
        for _ in range(3):
            command = self.ssm.send_command(
                DocumentName="AWS-RunShellScript", InstanceIds=nodes, Parameters={"commands": ["true"]}
            )
            sent.append(command["Command"]["CommandId"])
        found = self.walk("list_commands", "Commands", 2)
        self.assertLessEqual(set(sent), {command["CommandId"] for command in found})
        found = self.walk("list_command_invocations", "CommandInvocations", 2, CommandId=sent[0])
        self.assertEqual({invocation["InstanceId"] for invocation in found}, set(nodes))
