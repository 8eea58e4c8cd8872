from endpoint import EndpointTest


class Tags(EndpointTest):
    def setUp(self):
        super().setUp()
        self.put("a")
        self.resource = {"ResourceType": "Parameter", "ResourceId": f"{self.path}/a"}

    def tags(self):
        listed = self.ssm.list_tags_for_resource(**self.resource)["TagList"]
        return {tag["Key"]: tag["Value"] for tag in listed}

    def add(self, **tags):
        listed = [{"Key": key, "Value": value} for key, value in tags.items()]
        return self.ssm.add_tags_to_resource(**self.resource, Tags=listed)

    def test_tags_are_added_changed_and_removed(self):
        self.assertEqual(self.tags(), {})
        self.add(team="blue", größe="4")
        self.add(team="red", empty="")
        self.assertEqual(self.tags(), {"team": "red", "größe": "4", "empty": ""})
        self.ssm.remove_tags_from_resource(**self.resource, TagKeys=["team", "none"])
        self.assertEqual(self.tags(), {"größe": "4", "empty": ""})

    def test_tags_go_with_their_parameter(self):
        self.add(team="blue")
        self.ssm.delete_parameter(Name=f"{self.path}/a")
        self.fails("InvalidResourceId", self.ssm.list_tags_for_resource, **self.resource)
        self.put("a")
        self.assertEqual(self.tags(), {})

    def test_a_resource_has_at_most_fifty(self):
        self.add(**{f"k{index}": "" for index in range(50)})
        more = [{"Key": "more", "Value": ""}]
        self.fails("TooManyTagsError", self.ssm.add_tags_to_resource, **self.resource, Tags=more)
        self.assertEqual(len(self.tags()), 50)

    def test_what_cannot_be_tagged_is_told_apart(self):
        call = self.ssm.list_tags_for_resource
        self.fails("InvalidResourceId", call, ResourceType="Parameter", ResourceId="/none")
        self.fails("ValidationException", call, ResourceType="Planet", ResourceId="earth")
        reserved = [{"Key": "aws:x", "Value": ""}]
        self.fails("ValidationException", self.ssm.add_tags_to_resource, **self.resource, Tags=reserved)
