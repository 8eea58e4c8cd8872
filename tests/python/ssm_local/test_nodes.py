import datetime

from agent import Agent
from botocore import UNSIGNED
from endpoint import EndpointTest, client


class Activations(EndpointTest):
    def test_an_activation_is_made_described_and_deleted(self):
        made = self.ssm.create_activation(
            IamRole="service", DefaultInstanceName="rack", Tags=[{"Key": "team", "Value": "blue"}]
        )
        self.assertEqual((len(made["ActivationCode"]), len(made["ActivationId"])), (20, 36))
        filters = [{"FilterKey": "ActivationIds", "FilterValues": [made["ActivationId"]]}]
        (found,) = self.ssm.describe_activations(Filters=filters)["ActivationList"]
        self.assertEqual(found["ExpirationDate"] - found["CreatedDate"], datetime.timedelta(days=1))
        self.assertEqual(found["Tags"], [{"Key": "team", "Value": "blue"}])
        self.ssm.delete_activation(ActivationId=made["ActivationId"])
        self.assertEqual(self.ssm.describe_activations(Filters=filters)["ActivationList"], [])
        self.fails(
            "InvalidActivation", self.ssm.delete_activation, ActivationId=made["ActivationId"]
        )

    def test_activations_come_in_pages(self):
        for _ in range(3):
            self.ssm.create_activation(IamRole="paged")
        filters = [{"FilterKey": "IamRole", "FilterValues": ["paged"]}]
        paginator = self.ssm.get_paginator("describe_activations")
        pages = list(paginator.paginate(Filters=filters, PaginationConfig={"PageSize": 2}))
        self.assertEqual([len(page["ActivationList"]) for page in pages], [2, 1])

    def test_limits_are_kept(self):
        far = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=31)
        self.fails("InvalidParameters", self.ssm.create_activation, IamRole="x", ExpirationDate=far)
        self.fails("ValidationException", self.ssm.create_activation, IamRole="x", RegistrationLimit=1001)
        self.fails("ValidationException", self.ssm.create_activation)


class Nodes(EndpointTest):
    def setUp(self):
        super().setUp()
        self.node = Agent()

    def test_a_node_is_described(self):
        filters = [{"Key": "InstanceIds", "Values": [self.node.id]}]
        (found,) = self.ssm.describe_instance_information(Filters=filters)["InstanceInformationList"]
        self.assertEqual((found["PingStatus"], found["PlatformType"]), ("Online", "Linux"))
        (found,) = self.ssm.describe_instance_properties(FiltersWithOperator=filters)["InstanceProperties"]
        self.assertEqual((found["ComputerName"], found["ResourceType"]), ("host.local", "EC2Instance"))

    def test_nodes_come_in_pages(self):
        for _ in range(6):
            Agent()
        for operation, key in [
            ("describe_instance_information", "InstanceInformationList"),
            ("describe_instance_properties", "InstanceProperties"),
        ]:
            paginator = self.ssm.get_paginator(operation)
            pages = [page[key] for page in paginator.paginate(PaginationConfig={"PageSize": 5})]
            ids = [node["InstanceId"] for page in pages for node in page]
            self.assertGreater(len(pages), 1)
            self.assertIn(self.node.id, ids)
            self.assertEqual(len(ids), len(set(ids)))

    def test_what_cannot_be_asked_is_told_apart(self):
        describe = self.ssm.describe_instance_information
        for code, key, value in [
            ("InvalidFilterKey", "Colour", "red"),
            ("InvalidInstanceInformationFilterValue", "PlatformTypes", "Plan9"),
            ("InvalidInstanceId", "InstanceIds", "web"),
        ]:
            self.fails(code, describe, Filters=[{"Key": key, "Values": [value]}])

    def test_only_hybrid_nodes_have_roles_and_can_be_deregistered(self):
        message = self.fails(
            "ValidationException", self.ssm.deregister_managed_instance, InstanceId=self.node.id
        )
        self.assertIn("instanceId", message)
        gone = "mi-0123456789abcdef0"
        self.fails("InvalidInstanceId", self.ssm.deregister_managed_instance, InstanceId=gone)
        call = self.ssm.update_managed_instance_role
        self.fails("InvalidInstanceId", call, InstanceId=gone, IamRole="x")

    def test_agents_need_credentials_for_all_but_registration(self):
        unsigned = client(signature_version=UNSIGNED)
        self.fails("MissingAuthenticationTokenException", unsigned.describe_instance_information)
