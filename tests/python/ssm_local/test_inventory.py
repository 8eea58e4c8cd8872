from agent import Agent
from endpoint import EndpointTest

TIME = "2026-11-22T10:00:00Z"


def item(type_name, content, version="1.0", **rest):
    return {
        "TypeName": type_name,
        "SchemaVersion": version,
        "CaptureTime": TIME,
        "Content": content,
    } | rest


class Inventory(EndpointTest):
    def setUp(self):
        super().setUp()
        self.node = Agent().id

    def put(self, *items):
        self.ssm.put_inventory(InstanceId=self.node, Items=list(items))

    def test_entries_are_put_and_listed(self):
        entries = [{"Name": name, "Version": "1"} for name in ("bash", "curl")]
        self.put(item("AWS:Application", entries, "1.1", ContentHash="x"))
        listed = self.ssm.list_inventory_entries(InstanceId=self.node, TypeName="AWS:Application")
        self.assertEqual((listed["Entries"], listed["CaptureTime"]), (entries, TIME))
        filters = [{"Key": "Name", "Values": ["cu"], "Type": "BeginWith"}]
        listed = self.ssm.list_inventory_entries(
            InstanceId=self.node, TypeName="AWS:Application", Filters=filters
        )
        self.assertEqual(listed["Entries"], entries[1:])
        other = {"TypeName": "AWS:Application", "SchemaVersion": "1.1", "CaptureTime": TIME}
        self.fails(
            "ItemContentMismatchException",
            self.ssm.put_inventory,
            InstanceId=self.node,
            Items=[other | {"ContentHash": "y"}],
        )
        self.fails(
            "InvalidInstanceId",
            self.ssm.put_inventory,
            InstanceId="i-ffffffffffffffff0",
            Items=[item("AWS:Application", entries, "1.1")],
        )

    def test_nodes_are_queried_and_counted(self):
        self.put(item("Custom:Rack", [{"Row": self.node}]))
        paginator = self.ssm.get_paginator("get_inventory")
        filters = [{"Key": "Custom:Rack.Row", "Values": [self.node]}]
        wanted = [{"TypeName": "Custom:Rack"}]
        pages = paginator.paginate(Filters=filters, ResultAttributes=wanted)
        (entity,) = pages.build_full_result()["Entities"]
        self.assertEqual(entity["Id"], self.node)
        self.assertEqual(entity["Data"]["Custom:Rack"]["Content"], [{"Row": self.node}])
        counted = self.ssm.get_inventory(
            Filters=filters, Aggregators=[{"Expression": "AWS:InstanceInformation.PlatformType"}]
        )
        content = counted["Entities"][0]["Data"]["AWS:InstanceInformation"]["Content"]
        self.assertEqual(content, [{"PlatformType": "Linux", "Count": "1"}])
        self.fails("InvalidFilter", self.ssm.get_inventory, Filters=[{"Key": "x", "Values": ["y"]}])
        self.fails("InvalidAggregatorException", self.ssm.get_inventory, Aggregators=[{}])

    def test_schemas_are_listed(self):
        pages = self.ssm.get_paginator("get_inventory_schema").paginate()
        names = {schema["TypeName"] for schema in pages.build_full_result()["Schemas"]}
        self.assertLessEqual({"AWS:Application", "AWS:Network", "AWS:WindowsUpdate"}, names)
        self.fails(
            "InvalidTypeNameException", self.ssm.get_inventory_schema, TypeName="AWS:Planet"
        )

    def test_custom_data_is_deleted(self):
        self.put(item("Custom:Old", [{"a": "b"}]))
        deleted = self.ssm.delete_inventory(TypeName="Custom:Old", SchemaDeleteOption="DeleteSchema")
        self.assertEqual(deleted["DeletionSummary"]["TotalCount"], 1)
        paginator = self.ssm.get_paginator("describe_inventory_deletions")
        pages = paginator.paginate(DeletionId=deleted["DeletionId"])
        (told,) = pages.build_full_result()["InventoryDeletions"]
        self.assertEqual(told["LastStatus"], "Complete")
        self.fails("InvalidTypeNameException", self.ssm.delete_inventory, TypeName="Custom:Old")


class Compliance(EndpointTest):
    def test_items_are_put_listed_and_summed_up(self):
        node = Agent().id
        items = [
            {"Id": "a", "Title": "a", "Severity": "HIGH", "Status": "NON_COMPLIANT"},
            {"Id": "b", "Title": "b", "Severity": "LOW", "Status": "COMPLIANT"},
        ]
        request = {
            "ResourceId": node,
            "ResourceType": "ManagedInstance",
            "ComplianceType": "Custom:Rules",
            "ExecutionSummary": {"ExecutionTime": 1_700_000_000},
            "Items": items,
        }
        self.ssm.put_compliance_items(**request)
        pages = self.ssm.get_paginator("list_compliance_items").paginate(ResourceIds=[node])
        listed = pages.build_full_result()["ComplianceItems"]
        self.assertEqual([found["Id"] for found in listed], ["a", "b"])
        filters = [{"Key": "ComplianceType", "Values": ["Custom:Rules"]}]
        pages = self.ssm.get_paginator("list_resource_compliance_summaries").paginate(Filters=filters)
        (summary,) = pages.build_full_result()["ResourceComplianceSummaryItems"]
        self.assertEqual((summary["Status"], summary["OverallSeverity"]), ("NON_COMPLIANT", "HIGH"))
        pages = self.ssm.get_paginator("list_compliance_summaries").paginate(Filters=filters)
        (summary,) = pages.build_full_result()["ComplianceSummaryItems"]
        self.assertEqual(summary["NonCompliantSummary"]["NonCompliantCount"], 1)
        call = self.ssm.put_compliance_items
        self.fails("InvalidResourceType", call, **request | {"ResourceType": "Bucket"})
        self.fails("InvalidResourceId", call, **request | {"ResourceId": "web"})
