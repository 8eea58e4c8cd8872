from endpoint import EndpointTest


class ByPath(EndpointTest):
    def setUp(self):
        super().setUp()
        for name, kind in {"a": "String", "b": "SecureString", "c": "StringList", "sub/d": "String"}.items():
            self.put(name, name, Type=kind)

    def by_path(self, path=None, **rest):
        return self.ssm.get_parameters_by_path(Path=path or self.path, **rest)["Parameters"]

    def test_one_level_or_all(self):
        self.assertEqual(sorted(self.names(self.by_path())), ["a", "b", "c"])
        self.assertEqual(sorted(self.names(self.by_path(Recursive=True))), ["a", "b", "c", "sub/d"])
        self.assertEqual(self.names(self.by_path(self.path + "/sub")), ["sub/d"])
        self.assertEqual(self.by_path(self.path + "/none"), [])
        # A path is whole: what merely begins like it is not below it.
        self.assertEqual(self.by_path(self.path[:-1], Recursive=True), [])

    def test_secrets_are_opened_on_demand(self):
        values = {found["Name"]: found["Value"] for found in self.by_path(WithDecryption=True)}
        self.assertEqual(values[f"{self.path}/b"], "b")
        values = {found["Name"]: found["Value"] for found in self.by_path()}
        self.assertNotEqual(values[f"{self.path}/b"], "b")

    def test_filters_choose(self):
        self.ssm.label_parameter_version(Name=f"{self.path}/a", Labels=["live"])
        for key, values, expected in [
            ("Type", ["String"], ["a"]),
            ("Type", ["String", "StringList"], ["a", "c"]),
            ("Label", ["live"], ["a"]),
            ("KeyId", ["alias/aws/ssm"], ["b"]),
        ]:
            filters = [{"Key": key, "Option": "Equals", "Values": values}]
            self.assertEqual(sorted(self.names(self.by_path(ParameterFilters=filters))), expected, key)
        call = self.ssm.get_parameters_by_path
        for bad in ("Name", "Tier", "tag:x"):
            filters = [{"Key": bad, "Values": ["x"]}]
            self.fails("InvalidFilterKey", call, Path=self.path, ParameterFilters=filters)

    def test_pages_hold_all(self):
        for index in range(10):
            self.put(f"many/{index}")
        paginator = self.ssm.get_paginator("get_parameters_by_path")
        pages = list(paginator.paginate(Path=self.path + "/many", PaginationConfig={"PageSize": 3}))
        self.assertEqual([len(page["Parameters"]) for page in pages], [3, 3, 3, 1])
        found = [name for page in pages for name in self.names(page["Parameters"])]
        self.assertEqual(sorted(found), [f"many/{index}" for index in range(10)])
        call = self.ssm.get_parameters_by_path
        self.fails("InvalidNextToken", call, Path=self.path, NextToken="made-up")
        message = self.fails("ValidationException", call, Path=self.path, MaxResults=11)
        self.assertIn("less than or equal to 10", message)


class Describing(EndpointTest):
    def setUp(self):
        super().setUp()
        self.put("a", Tags=[{"Key": "team", "Value": "blue"}], Description="why")
        self.put("b", Type="SecureString", Tags=[{"Key": "team", "Value": "red"}])
        self.put("sub/c", "x" * 5000, Tier="Advanced")
        self.put("sub/deep/d", "ami-0123456789abcdef0", DataType="aws:ec2:image")

    def found(self, *filters):
        filters = [*filters, {"Key": "Path", "Option": "Recursive", "Values": [self.path]}]
        paginator = self.ssm.get_paginator("describe_parameters")
        pages = paginator.paginate(ParameterFilters=filters, PaginationConfig={"PageSize": 2})
        return sorted(self.names(found for page in pages for found in page["Parameters"]))

    def test_filters_choose(self):
        for chosen, expected in [
            ({"Key": "Type", "Values": ["SecureString"]}, ["b"]),
            ({"Key": "KeyId", "Values": ["alias/aws/ssm"]}, ["b"]),
            ({"Key": "Tier", "Values": ["Advanced"]}, ["sub/c"]),
            ({"Key": "DataType", "Values": ["aws:ec2:image"]}, ["sub/deep/d"]),
            ({"Key": "Name", "Option": "Contains", "Values": ["sub/"]}, ["sub/c", "sub/deep/d"]),
            ({"Key": "Name", "Option": "BeginsWith", "Values": [self.path + "/a"]}, ["a"]),
            ({"Key": "Name", "Option": "Equals", "Values": [self.path + "/a", self.path + "/b"]}, ["a", "b"]),
            ({"Key": "tag:team", "Values": ["blue"]}, ["a"]),
            ({"Key": "tag:team"}, ["a", "b"]),
        ]:
            self.assertEqual(self.found(chosen), expected, chosen)

    def test_filters_are_joined(self):
        secret = {"Key": "Type", "Values": ["SecureString"]}
        self.assertEqual(self.found(secret, {"Key": "tag:team", "Values": ["red"]}), ["b"])
        self.assertEqual(self.found(secret, {"Key": "tag:team", "Values": ["blue"]}), [])

    def test_a_path_is_one_level_or_all(self):
        describe = self.ssm.describe_parameters
        path = [{"Key": "Path", "Option": "OneLevel", "Values": [self.path + "/sub"]}]
        self.assertEqual(self.names(describe(ParameterFilters=path)["Parameters"]), ["sub/c"])

    def test_filters_of_the_older_form_are_understood(self):
        filters = [{"Key": "Name", "Values": [self.path + "/a"]}]
        found = self.ssm.describe_parameters(Filters=filters)["Parameters"]
        self.assertEqual(self.names(found), ["a"])

    def test_what_cannot_be_asked_is_told_apart(self):
        describe = self.ssm.describe_parameters
        for code, chosen in [
            ("InvalidFilterOption", {"Key": "Type", "Option": "Recursive", "Values": ["String"]}),
            ("InvalidFilterValue", {"Key": "Type", "Values": ["Text"]}),
            ("InvalidFilterKey", {"Key": "Label", "Values": ["x"]}),
        ]:
            self.fails(code, describe, ParameterFilters=[chosen])
        message = self.fails("ValidationException", describe, MaxResults=51)
        self.assertIn("less than or equal to 50", message)

    def test_values_are_not_told(self):
        filters = [{"Key": "Name", "Values": [self.path + "/a"]}]
        (found,) = self.ssm.describe_parameters(ParameterFilters=filters)["Parameters"]
        self.assertNotIn("Value", found)
        self.assertEqual(found["Description"], "why")
        self.assertIn("LastModifiedUser", found)
