import datetime
import json

from endpoint import ACCOUNT_ID, REGION, EndpointTest


class Putting(EndpointTest):
    def test_a_new_parameter_has_version_one_and_every_fact(self):
        answer = self.ssm.put_parameter(
            Name=f"{self.path}/a", Value="größe \U0001f980\n\t\"'\\", Type="String", Description="why"
        )
        self.assertEqual((answer["Version"], answer["Tier"]), (1, "Standard"))
        found = self.ssm.get_parameter(Name=f"{self.path}/a")["Parameter"]
        self.assertEqual(found["Name"], f"{self.path}/a")
        self.assertEqual(found["Value"], "größe \U0001f980\n\t\"'\\")
        self.assertEqual((found["Type"], found["Version"], found["DataType"]), ("String", 1, "text"))
        self.assertEqual(found["ARN"], f"arn:aws:ssm:{REGION}:{ACCOUNT_ID}:parameter{self.path}/a")
        age = datetime.datetime.now(datetime.timezone.utc) - found["LastModifiedDate"]
        self.assertLess(abs(age), datetime.timedelta(hours=1))

    def test_an_existing_parameter_needs_overwrite(self):
        self.put("a", "1")
        call = self.ssm.put_parameter
        message = self.fails("ParameterAlreadyExists", call, Name=f"{self.path}/a", Value="2", Type="String")
        self.assertIn("verwrite", message)
        self.assertEqual(self.put("a", "2", Overwrite=True), 2)
        # The type may stay away when there is one.
        self.assertEqual(self.ssm.put_parameter(Name=f"{self.path}/a", Value="3", Overwrite=True)["Version"], 3)
        self.assertEqual(self.ssm.get_parameter(Name=f"{self.path}/a")["Parameter"]["Value"], "3")

    def test_overwriting_keeps_what_is_not_said_anew(self):
        self.put("a", "ab", Description="why", AllowedPattern="^[a-z]+$")
        self.put("a", "cd", Overwrite=True)
        found = self.describe("a")
        self.assertEqual((found["Description"], found["AllowedPattern"]), ("why", "^[a-z]+$"))
        call = self.ssm.put_parameter
        name = f"{self.path}/a"
        self.fails("ParameterPatternMismatchException", call, Name=name, Value="12", Overwrite=True)

    def test_a_type_cannot_change(self):
        self.put("a", "1")
        call = self.ssm.put_parameter
        request = {"Name": f"{self.path}/a", "Value": "2", "Overwrite": True}
        for other in ("StringList", "SecureString"):
            self.fails("HierarchyTypeMismatchException", call, Type=other, **request)

    def test_every_type_is_kept(self):
        self.put("list", "a,b,c", Type="StringList")
        self.put("secret", "hunter2", Type="SecureString")
        found = self.ssm.get_parameter(Name=f"{self.path}/list")["Parameter"]
        self.assertEqual((found["Type"], found["Value"]), ("StringList", "a,b,c"))
        sealed = self.ssm.get_parameter(Name=f"{self.path}/secret")["Parameter"]
        self.assertEqual(sealed["Type"], "SecureString")
        self.assertNotIn("hunter2", sealed["Value"])
        opened = self.ssm.get_parameter(Name=f"{self.path}/secret", WithDecryption=True)["Parameter"]
        self.assertEqual(opened["Value"], "hunter2")
        self.assertEqual(self.describe("secret")["KeyId"], "alias/aws/ssm")

    def test_members_are_held_against_their_constraints(self):
        call = self.ssm.put_parameter
        name = f"{self.path}/a"
        message = self.fails("ValidationException", call, Name=name, Value="x", Type="Text")
        self.assertIn("'type'", message)
        self.assertIn("Member must satisfy enum value set", message)
        message = self.fails("ValidationException", call, Name="a" * 2049, Value="x", Type="String")
        self.assertIn("'name'", message)
        self.assertIn("less than or equal to 2048", message)
        self.fails("ValidationException", call, Name=name, Value="x")
        for bad in ("/a//b", "/a b", "/aws/x", "ssm-x", "/" + "/".join("abcdefghijklmnop")):
            with self.assertRaises(self.ssm.exceptions.ClientError, msg=bad):
                call(Name=bad, Value="x", Type="String")

    def test_tags_come_with_new_parameters_only(self):
        tags = [{"Key": "team", "Value": "blue"}]
        self.put("a", Tags=tags)
        listed = self.ssm.list_tags_for_resource(ResourceType="Parameter", ResourceId=f"{self.path}/a")
        self.assertEqual(listed["TagList"], tags)
        call = self.ssm.put_parameter
        self.fails("ValidationException", call, Name=f"{self.path}/a", Value="2", Tags=tags, Overwrite=True)

    def describe(self, name):
        filters = [{"Key": "Name", "Values": [f"{self.path}/{name}"]}]
        (found,) = self.ssm.describe_parameters(ParameterFilters=filters)["Parameters"]
        return found


class Tiers(EndpointTest):
    def test_long_values_need_the_advanced_tier(self):
        call = self.ssm.put_parameter
        request = {"Name": f"{self.path}/a", "Value": "x" * 4097, "Type": "String"}
        self.fails("ValidationException", call, **request)
        self.assertEqual(call(**request, Tier="Advanced")["Tier"], "Advanced")
        self.fails("ValidationException", call, Name=f"{self.path}/b", Value="x" * 8193, Type="String", Tier="Advanced")

    def test_the_intelligent_tier_takes_what_is_needed(self):
        call = self.ssm.put_parameter
        small = call(Name=f"{self.path}/a", Value="x", Type="String", Tier="Intelligent-Tiering")
        large = call(Name=f"{self.path}/b", Value="x" * 4097, Type="String", Tier="Intelligent-Tiering")
        self.assertEqual((small["Tier"], large["Tier"]), ("Standard", "Advanced"))

    def test_an_advanced_parameter_stays_one(self):
        self.put("a", Tier="Advanced")
        call = self.ssm.put_parameter
        name = f"{self.path}/a"
        self.fails("ValidationException", call, Name=name, Value="y", Tier="Standard", Overwrite=True)
        self.assertEqual(call(Name=name, Value="y", Overwrite=True)["Tier"], "Advanced")

    def test_policies_are_kept_as_written(self):
        policy = {"Type": "NoChangeNotification", "Version": "1.0", "Attributes": {"After": "20", "Unit": "Days"}}
        self.put("a", Tier="Advanced", Policies=json.dumps([policy]))
        self.put("a", "y", Overwrite=True)
        for version in self.ssm.get_parameter_history(Name=f"{self.path}/a")["Parameters"]:
            (kept,) = version["Policies"]
            self.assertEqual(json.loads(kept["PolicyText"]), policy)
            self.assertEqual(kept["PolicyType"], "NoChangeNotification")
        call = self.ssm.put_parameter
        bad = {"Name": f"{self.path}/b", "Value": "x", "Type": "String", "Tier": "Advanced"}
        self.fails("InvalidPolicyTypeException", call, Policies='[{"Type":"Party"}]', **bad)


class Reading(EndpointTest):
    def test_a_parameter_is_found_by_name_version_label_and_arn(self):
        for value in ("one", "two", "three"):
            self.put("a", value, Overwrite=True)
        name = f"{self.path}/a"
        self.ssm.label_parameter_version(Name=name, ParameterVersion=2, Labels=["stable"])
        arn = f"arn:aws:ssm:{REGION}:{ACCOUNT_ID}:parameter{name}"
        for reference, value in {
            name: "three",
            f"{name}:1": "one",
            f"{name}:stable": "two",
            arn: "three",
            f"{arn}:1": "one",
        }.items():
            found = self.ssm.get_parameter(Name=reference)["Parameter"]
            self.assertEqual((found["Name"], found["Value"]), (name, value), reference)
        self.assertEqual(self.ssm.get_parameter(Name=f"{name}:1")["Parameter"]["Selector"], ":1")
        self.assertEqual(self.ssm.get_parameter(Name=f"{name}:stable")["Parameter"]["Selector"], ":stable")

    def test_what_is_missing_is_told_apart(self):
        self.put("a")
        call = self.ssm.get_parameter
        message = self.fails("ParameterNotFound", call, Name=f"{self.path}/none")
        self.assertIsInstance(message, str)
        self.fails("ParameterVersionNotFound", call, Name=f"{self.path}/a:9")
        self.fails("ParameterVersionNotFound", call, Name=f"{self.path}/a:none")
        with self.assertRaises(self.ssm.exceptions.ParameterNotFound):
            call(Name=f"{self.path}/none")

    def test_many_are_read_at_once_and_the_invalid_named(self):
        self.put("a", "1")
        self.put("b", "2", Type="SecureString")
        names = [f"{self.path}/{name}" for name in ("b", "none", "a", "a:1", "a:9")]
        answer = self.ssm.get_parameters(Names=names, WithDecryption=True)
        found = [(p["Name"], p.get("Selector"), p["Value"]) for p in answer["Parameters"]]
        a, b = f"{self.path}/a", f"{self.path}/b"
        self.assertEqual(
            sorted(found, key=str), sorted([(a, None, "1"), (a, ":1", "1"), (b, None, "2")], key=str)
        )
        self.assertEqual(sorted(answer["InvalidParameters"]), [f"{a}:9", f"{self.path}/none"])
        self.fails("ValidationException", self.ssm.get_parameters, Names=[f"n{i}" for i in range(11)])


class Deleting(EndpointTest):
    def test_one_and_many_are_deleted(self):
        for name in "abc":
            self.put(name)
        self.ssm.delete_parameter(Name=f"{self.path}/a")
        self.fails("ParameterNotFound", self.ssm.delete_parameter, Name=f"{self.path}/a")
        names = [f"{self.path}/{name}" for name in "abc"]
        answer = self.ssm.delete_parameters(Names=names)
        self.assertEqual(sorted(answer["DeletedParameters"]), names[1:])
        self.assertEqual(answer["InvalidParameters"], names[:1])
        self.assertEqual(self.ssm.get_parameters_by_path(Path=self.path)["Parameters"], [])
        # What is put anew under an old name begins anew.
        self.assertEqual(self.put("a"), 1)
