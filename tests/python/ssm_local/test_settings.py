import json

from endpoint import ACCOUNT_ID, REGION, EndpointTest

TIER = "/ssm/parameter-store/default-parameter-tier"


class Settings(EndpointTest):
    def test_a_setting_is_changed_and_reset(self):
        setting = self.ssm.get_service_setting(SettingId=TIER)["ServiceSetting"]
        self.assertEqual((setting["SettingValue"], setting["Status"]), ("Standard", "Default"))
        self.ssm.update_service_setting(SettingId=setting["ARN"], SettingValue="Advanced")
        setting = self.ssm.get_service_setting(SettingId=TIER)["ServiceSetting"]
        self.assertEqual((setting["SettingValue"], setting["Status"]), ("Advanced", "Customized"))
        setting = self.ssm.reset_service_setting(SettingId=TIER)["ServiceSetting"]
        self.assertEqual((setting["SettingValue"], setting["Status"]), ("Standard", "Default"))
        self.fails("ServiceSettingNotFound", self.ssm.get_service_setting, SettingId="/ssm/x")


class Policies(EndpointTest):
    def test_a_policy_is_put_read_and_deleted(self):
        group = f"arn:aws:ssm:{REGION}:{ACCOUNT_ID}:opsitemgroup/default"
        statement = {"Effect": "Allow", "Principal": "*", "Action": "ssm:GetOpsItem", "Resource": "*"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        put = self.ssm.put_resource_policy(ResourceArn=group, Policy=policy)
        pages = self.ssm.get_paginator("get_resource_policies").paginate(ResourceArn=group)
        (found,) = pages.build_full_result()["Policies"]
        self.assertEqual((found["PolicyId"], found["Policy"]), (put["PolicyId"], policy))
        delete = {"ResourceArn": group, "PolicyId": put["PolicyId"]}
        call = self.ssm.delete_resource_policy
        self.fails("ResourcePolicyConflictException", call, **delete, PolicyHash="x")
        call(**delete, PolicyHash=put["PolicyHash"])
        self.fails("ResourcePolicyNotFoundException", call, **delete, PolicyHash=put["PolicyHash"])
        call = self.ssm.put_resource_policy
        self.fails("MalformedResourcePolicyDocumentException", call, ResourceArn=group, Policy="x")


class Syncs(EndpointTest):
    def test_a_sync_is_created_updated_listed_and_deleted(self):
        source = {"SourceType": "SingleAccountMultiRegions", "SourceRegions": ["eu-west-1"]}
        sync = {"SyncName": "from", "SyncType": "SyncFromSource"}
        self.ssm.create_resource_data_sync(**sync, SyncSource=source)
        self.ssm.update_resource_data_sync(
            **sync, SyncSource=source | {"SourceRegions": ["eu-west-2"]}
        )
        pages = self.ssm.get_paginator("list_resource_data_sync").paginate(SyncType="SyncFromSource")
        (found,) = pages.build_full_result()["ResourceDataSyncItems"]
        self.assertEqual(found["SyncSource"]["SourceRegions"], ["eu-west-2"])
        call = self.ssm.create_resource_data_sync
        self.fails("ResourceDataSyncAlreadyExistsException", call, **sync, SyncSource=source)
        self.fails("ResourceDataSyncInvalidConfigurationException", call, SyncName="x")
        self.ssm.delete_resource_data_sync(**sync)
        self.fails("ResourceDataSyncNotFoundException", self.ssm.delete_resource_data_sync, **sync)
