from endpoint import EndpointTest


class History(EndpointTest):
    def test_every_version_is_there_oldest_first(self):
        for value in ("one", "two", "three"):
            self.put("a", value, Description=value + "!", Overwrite=True)
        history = self.ssm.get_parameter_history(Name=f"{self.path}/a")["Parameters"]
        self.assertEqual([version["Version"] for version in history], [1, 2, 3])
        self.assertEqual([version["Value"] for version in history], ["one", "two", "three"])
        self.assertEqual([version["Description"] for version in history], ["one!", "two!", "three!"])
        times = [version["LastModifiedDate"] for version in history]
        self.assertEqual(times, sorted(times))

    def test_secrets_stay_sealed_unless_asked(self):
        self.put("a", "hunter2", Type="SecureString")
        name = f"{self.path}/a"
        (sealed,) = self.ssm.get_parameter_history(Name=name)["Parameters"]
        self.assertNotIn("hunter2", sealed["Value"])
        (opened,) = self.ssm.get_parameter_history(Name=name, WithDecryption=True)["Parameters"]
        self.assertEqual(opened["Value"], "hunter2")

    def test_pages_hold_all_versions(self):
        for value in range(11):
            self.put("a", str(value), Overwrite=True)
        paginator = self.ssm.get_paginator("get_parameter_history")
        pages = list(paginator.paginate(Name=f"{self.path}/a", PaginationConfig={"PageSize": 4}))
        self.assertEqual([len(page["Parameters"]) for page in pages], [4, 4, 3])
        versions = [version["Version"] for page in pages for version in page["Parameters"]]
        self.assertEqual(versions, list(range(1, 12)))

    def test_what_is_missing_has_none(self):
        self.fails("ParameterNotFound", self.ssm.get_parameter_history, Name=f"{self.path}/none")


class Labels(EndpointTest):
    def setUp(self):
        super().setUp()
        for value in ("one", "two", "three"):
            self.put("a", value, Overwrite=True)
        self.name = f"{self.path}/a"

    def labels(self):
        history = self.ssm.get_parameter_history(Name=self.name)["Parameters"]
        return [sorted(version.get("Labels", [])) for version in history]

    def test_a_label_moves_from_version_to_version(self):
        answer = self.ssm.label_parameter_version(Name=self.name, ParameterVersion=1, Labels=["live", "old"])
        self.assertEqual((answer["InvalidLabels"], answer["ParameterVersion"]), ([], 1))
        self.assertEqual(self.labels(), [["live", "old"], [], []])
        # Without a version it is the latest.
        self.assertEqual(
            self.ssm.label_parameter_version(Name=self.name, Labels=["live"])["ParameterVersion"], 3
        )
        self.assertEqual(self.labels(), [["old"], [], ["live"]])
        self.assertEqual(self.ssm.get_parameter(Name=f"{self.name}:live")["Parameter"]["Value"], "three")

    def test_impossible_labels_are_named(self):
        wrong = ["1st", "aws-x", "ssm", "a b"]
        answer = self.ssm.label_parameter_version(Name=self.name, Labels=["good", *wrong])
        self.assertEqual(sorted(answer["InvalidLabels"]), sorted(wrong))
        self.assertEqual(self.labels(), [[], [], ["good"]])

    def test_a_version_has_at_most_ten(self):
        call = self.ssm.label_parameter_version
        call(Name=self.name, ParameterVersion=1, Labels=[f"l{i}" for i in range(10)])
        again = {"Name": self.name, "ParameterVersion": 1, "Labels": ["more"]}
        self.fails("ParameterVersionLabelLimitExceeded", call, **again)

    def test_labels_are_taken_off(self):
        self.ssm.label_parameter_version(Name=self.name, ParameterVersion=2, Labels=["a", "b"])
        answer = self.ssm.unlabel_parameter_version(Name=self.name, ParameterVersion=2, Labels=["a", "none"])
        self.assertEqual((answer["RemovedLabels"], answer["InvalidLabels"]), (["a"], ["none"]))
        self.assertEqual(self.labels(), [[], ["b"], []])

    def test_what_is_missing_cannot_be_labelled(self):
        call = self.ssm.label_parameter_version
        self.fails("ParameterNotFound", call, Name=f"{self.path}/none", Labels=["x"])
        self.fails("ParameterVersionNotFound", call, Name=self.name, ParameterVersion=9, Labels=["x"])
        off = self.ssm.unlabel_parameter_version
        self.fails("ParameterVersionNotFound", off, Name=self.name, ParameterVersion=9, Labels=["x"])
