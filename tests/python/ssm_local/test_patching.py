from agent import Agent
from endpoint import EndpointTest

TIME = "2026-11-22T10:00:00Z"


class Baselines(EndpointTest):
    def create(self, name, **rest):
        request = {"Name": name, "OperatingSystem": "UBUNTU"} | rest
        return self.ssm.create_patch_baseline(**request)["BaselineId"]

    def test_a_baseline_is_created_read_changed_and_deleted(self):
        rules = {
            "PatchRules": [
                {
                    "PatchFilterGroup": {
                        "PatchFilters": [{"Key": "PRIORITY", "Values": ["Required"]}]
                    },
                    "ApproveAfterDays": 7,
                }
            ]
        }
        made = self.create("web", ApprovalRules=rules, Tags=[{"Key": "team", "Value": "blue"}])
        found = self.ssm.get_patch_baseline(BaselineId=made)
        self.assertEqual((found["Name"], found["PatchGroups"]), ("web", []))
        changed = self.ssm.update_patch_baseline(BaselineId=made, RejectedPatches=["bash"])
        self.assertEqual(changed["RejectedPatches"], ["bash"])
        tags = self.ssm.list_tags_for_resource(ResourceType="PatchBaseline", ResourceId=made)
        self.assertEqual(tags["TagList"], [{"Key": "team", "Value": "blue"}])
        self.ssm.delete_patch_baseline(BaselineId=made)
        self.fails("DoesNotExistException", self.ssm.get_patch_baseline, BaselineId=made)

    def test_a_default_is_chosen(self):
        before = self.ssm.get_default_patch_baseline(OperatingSystem="DEBIAN")["BaselineId"]
        self.assertTrue(before.startswith("arn:aws:ssm:"), before)
        made = self.create("mine", OperatingSystem="DEBIAN")
        self.ssm.register_default_patch_baseline(BaselineId=made)
        after = self.ssm.get_default_patch_baseline(OperatingSystem="DEBIAN")["BaselineId"]
        self.assertEqual(after, made)
        self.fails("ResourceInUseException", self.ssm.delete_patch_baseline, BaselineId=made)
        pages = self.ssm.get_paginator("describe_patch_baselines").paginate(
            PaginationConfig={"PageSize": 5}
        )
        found = pages.build_full_result()["BaselineIdentities"]
        defaults = [baseline for baseline in found if baseline["DefaultBaseline"]]
        self.assertEqual(len(defaults), 15)

    def test_groups_have_baselines(self):
        made = self.create("web")
        group = {"BaselineId": made, "PatchGroup": "Web Servers"}
        self.ssm.register_patch_baseline_for_patch_group(**group)
        call = self.ssm.register_patch_baseline_for_patch_group
        self.fails("AlreadyExistsException", call, **group)
        found = self.ssm.get_patch_baseline_for_patch_group(
            PatchGroup="Web Servers", OperatingSystem="UBUNTU"
        )
        self.assertEqual(found["BaselineId"], made)
        pages = self.ssm.get_paginator("describe_patch_groups").paginate()
        (mapping,) = pages.build_full_result()["Mappings"]
        self.assertEqual(mapping["BaselineIdentity"]["BaselineId"], made)
        self.ssm.deregister_patch_baseline_for_patch_group(**group)
        call = self.ssm.deregister_patch_baseline_for_patch_group
        self.fails("DoesNotExistException", call, **group)

    def test_there_is_no_catalogue_of_patches(self):
        available = self.ssm.get_paginator("describe_available_patches").paginate()
        self.assertEqual(available.build_full_result()["Patches"], [])
        effective = self.ssm.get_paginator("describe_effective_patches_for_patch_baseline")
        pages = effective.paginate(BaselineId=self.create("web"))
        self.assertEqual(pages.build_full_result()["EffectivePatches"], [])
        properties = self.ssm.get_paginator("describe_patch_properties")
        pages = properties.paginate(OperatingSystem="UBUNTU", Property="PRODUCT")
        self.assertEqual(pages.build_full_result()["Properties"], [])


class Patches(EndpointTest):
    def test_nodes_tell_of_their_patches(self):
        node = Agent().id
        summary = {"PatchGroup": "web", "BaselineId": "pb-1", "OperationType": "Scan"}
        summary |= {"MissingCount": "1", "OperationStartTime": TIME, "OperationEndTime": TIME}
        patch = {"Id": "curl", "Title": "curl", "PatchState": "MISSING", "InstalledTime": TIME}
        common = {"SchemaVersion": "1.0", "CaptureTime": TIME}
        items = [
            common | {"TypeName": "AWS:PatchSummary", "Content": [summary]},
            common
            | {
                "TypeName": "AWS:ComplianceItem",
                "Content": [patch],
                "Context": {"ComplianceType": "Patch"},
            },
        ]
        self.ssm.put_inventory(InstanceId=node, Items=items)
        pages = self.ssm.get_paginator("describe_instance_patch_states").paginate(InstanceIds=[node])
        (state,) = pages.build_full_result()["InstancePatchStates"]
        self.assertEqual((state["MissingCount"], state["Operation"]), (1, "Scan"))
        paginator = self.ssm.get_paginator("describe_instance_patch_states_for_patch_group")
        filters = [{"Key": "MissingCount", "Type": "GreaterThan", "Values": ["0"]}]
        pages = paginator.paginate(PatchGroup="web", Filters=filters)
        self.assertEqual(len(pages.build_full_result()["InstancePatchStates"]), 1)
        group = self.ssm.describe_patch_group_state(PatchGroup="web")
        self.assertEqual(group["InstancesWithMissingPatches"], 1)
        pages = self.ssm.get_paginator("describe_instance_patches").paginate(InstanceId=node)
        (found,) = pages.build_full_result()["Patches"]
        self.assertEqual((found["KBId"], found["State"]), ("curl", "MISSING"))
