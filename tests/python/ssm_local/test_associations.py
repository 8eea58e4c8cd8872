"""State Manager associations."""

from agent import Agent, call
from endpoint import EndpointTest

MISSING = "00000000-0000-4000-8000-000000000000"


class AssociationTest(EndpointTest):
    def create(self, **more):
        request = {
            "Name": "AWS-RunShellScript",
            "Parameters": {"commands": ["uptime"]},
            "Targets": [{"Key": "tag:role", "Values": ["web"]}],
        } | more
        created = self.ssm.create_association(**request)["AssociationDescription"]
        self.addCleanup(self.forget, created["AssociationId"])
        return created["AssociationId"]

    def forget(self, association):
        if any(found["AssociationId"] == association for found in self.pages("list_associations", "Associations")):
            self.ssm.delete_association(AssociationId=association)

    def pages(self, operation, items, **request):
        pages = self.ssm.get_paginator(operation).paginate(**request, PaginationConfig={"PageSize": 2})
        return [item for page in pages for item in page[items]]


class Associations(AssociationTest):
    def test_an_association_is_described_changed_and_deleted(self):
        association = self.create(AssociationName="keep-up", ScheduleExpression="cron(0 2 ? * SUN *)")
        change = self.ssm.update_association
        changed = change(AssociationId=association, Parameters={"commands": ["df"]})["AssociationDescription"]
        self.assertEqual(changed["AssociationVersion"], "2")
        versions = self.pages("list_association_versions", "AssociationVersions", AssociationId=association)
        self.assertEqual([version.get("AssociationName") for version in versions], ["keep-up", None])
        describe = self.ssm.describe_association
        first = describe(AssociationId=association, AssociationVersion="1")["AssociationDescription"]
        self.assertEqual(first["ScheduleExpression"], "cron(0 2 ? * SUN *)")
        self.fails("InvalidAssociationVersion", describe, AssociationId=association, AssociationVersion="3")
        self.fails("InvalidUpdate", change, AssociationId=association, AssociationVersion="1")
        self.ssm.delete_association(AssociationId=association)
        self.fails("AssociationDoesNotExist", describe, AssociationId=association)

    def test_what_cannot_be_is_refused(self):
        for code, more in [
            ("InvalidDocument", {"Name": "NoSuchDocument"}),
            ("InvalidDocumentVersion", {"DocumentVersion": "99"}),
            ("InvalidParameters", {"Parameters": {}}),
            ("InvalidSchedule", {"ScheduleExpression": "rate(5 minutes)"}),
            ("InvalidTarget", {"Targets": [{"Key": "color", "Values": ["blue"]}]}),
            ("InvalidInstanceId", {"InstanceId": "i-00000000000000009", "Targets": []}),
        ]:
            self.fails(code, self.create, **more)

    def test_associations_come_in_pages(self):
        made = {self.create(AssociationName="in-pages") for _ in range(5)}
        filters = [{"key": "AssociationName", "value": "in-pages"}]
        found = self.pages("list_associations", "Associations", AssociationFilterList=filters)
        self.assertEqual({association["AssociationId"] for association in found}, made)

    def test_a_batch_makes_what_it_can(self):
        good = {
            "Name": "AWS-RunShellScript",
            "Parameters": {"commands": ["uptime"]},
            "Targets": [{"Key": "tag:role", "Values": ["web"]}],
        }
        made = self.ssm.create_association_batch(Entries=[good, good | {"Name": "NoSuchDocument"}])
        self.addCleanup(self.forget, made["Successful"][0]["AssociationId"])
        self.assertEqual([failed["Fault"] for failed in made["Failed"]], ["Client"])
        node = {"Name": "AWS-RunShellScript", "InstanceId": "i-00000000000000001"}
        self.fails("DuplicateInstanceId", self.ssm.create_association_batch, Entries=[node, node])


class Executions(AssociationTest):
    def test_an_association_is_applied_to_its_node(self):
        node = Agent()
        association = self.create(InstanceId=node.id, Targets=[])
        self.fails("AssociationAlreadyExists", self.create, InstanceId=node.id, Targets=[])
        node.apply("Success")
        key = {"AssociationId": association}
        described = self.ssm.describe_association(**key)["AssociationDescription"]
        self.assertEqual(described["Overview"]["AssociationStatusAggregatedCount"], {"Success": 1})
        self.assertIn("LastSuccessfulExecutionDate", described)
        self.ssm.start_associations_once(AssociationIds=[association])
        node.apply("Failed")
        executions = self.pages("describe_association_executions", "AssociationExecutions", **key)
        self.assertEqual([execution["Status"] for execution in executions], ["Failed", "Success"])
        targets = self.pages(
            "describe_association_execution_targets",
            "AssociationExecutionTargets",
            **key,
            ExecutionId=executions[0]["ExecutionId"],
        )
        self.assertEqual([target["ResourceId"] for target in targets], [node.id])
        (state,) = self.pages(
            "describe_instance_associations_status", "InstanceAssociationStatusInfos", InstanceId=node.id
        )
        self.assertEqual(state["Status"], "Failed")
        (effective,) = self.pages(
            "describe_effective_instance_associations", "Associations", InstanceId=node.id
        )
        self.assertIn("aws:runShellScript", effective["Content"])
        status = {"Date": 1_700_000_000, "Name": "Success", "Message": "mended"}
        named = {"Name": "AWS-RunShellScript", "InstanceId": node.id, "AssociationStatus": status}
        updated = self.ssm.update_association_status(**named)["AssociationDescription"]
        self.assertEqual(updated["Status"]["Message"], "mended")
        self.fails("StatusUnchanged", self.ssm.update_association_status, **named)
        self.fails("AssociationDoesNotExist", self.ssm.start_associations_once, AssociationIds=[MISSING])

    def test_a_node_tells_how_its_association_stands(self):
        node = Agent()
        association = self.create(InstanceId=node.id, Targets=[])
        (summary,) = call("ssm", "ListInstanceAssociations", {"InstanceId": node.id})["Associations"]
        self.assertEqual(summary["AssociationId"], association)
        node.tell(association, "Success")
        described = self.ssm.describe_association(AssociationId=association)["AssociationDescription"]
        self.assertEqual(described["Overview"]["Status"], "Success")
