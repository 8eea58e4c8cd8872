from endpoint import EndpointTest


class Items(EndpointTest):
    def create(self, title, **rest):
        request = {"Title": title, "Description": "x", "Source": "EC2"} | rest
        return self.ssm.create_ops_item(**request)["OpsItemId"]

    def test_an_item_is_created_read_changed_and_deleted(self):
        made = self.create("disk full", Priority=2)
        item = self.ssm.get_ops_item(OpsItemId=made)["OpsItem"]
        self.assertEqual((item["Status"], item["Priority"]), ("Open", 2))
        self.ssm.update_ops_item(OpsItemId=made, Status="Resolved")
        item = self.ssm.get_ops_item(OpsItemId=made)["OpsItem"]
        self.assertEqual((item["Status"], item["Version"]), ("Resolved", "2"))
        filters = [{"Key": "OpsItemId", "Operator": "Equal", "Values": [made]}]
        paginator = self.ssm.get_paginator("list_ops_item_events")
        events = paginator.paginate(Filters=filters).build_full_result()["Summaries"]
        self.assertEqual([event["DetailType"] for event in events], ["OpsItem Create", "OpsItem Update"])
        self.ssm.delete_ops_item(OpsItemId=made)
        self.fails("OpsItemNotFoundException", self.ssm.get_ops_item, OpsItemId=made)

    def test_items_are_found_and_counted(self):
        made = [self.create(f"found {number}", Category="Found") for number in range(3)]
        filters = [{"Key": "Category", "Operator": "Equal", "Values": ["Found"]}]
        paginator = self.ssm.get_paginator("describe_ops_items")
        pages = list(paginator.paginate(OpsItemFilters=filters, PaginationConfig={"PageSize": 2}))
        self.assertEqual([len(page["OpsItemSummaries"]) for page in pages], [2, 1])
        aggregators = [
            {"AggregatorType": "count", "TypeName": "AWS:OpsItem", "AttributeName": "Status"}
        ]
        filters = [{"Key": "AWS:OpsItem.Category", "Type": "Equal", "Values": ["Found"]}]
        pages = self.ssm.get_paginator("get_ops_summary").paginate(
            Filters=filters, Aggregators=aggregators
        )
        (entity,) = pages.build_full_result()["Entities"]
        content = entity["Data"]["AWS:OpsItem"]["Content"]
        self.assertEqual(content, [{"Status": "Open", "Count": str(len(made))}])

    def test_an_item_like_another_is_refused(self):
        data = {"/aws/dedup": {"Value": '{"dedupString":"x"}', "Type": "SearchableString"}}
        self.create("one", OperationalData=data)
        request = {"Title": "two", "Description": "x", "Source": "EC2", "OperationalData": data}
        self.fails("OpsItemAlreadyExistsException", self.ssm.create_ops_item, **request)

    def test_items_are_related_to_resources(self):
        made = self.create("related")
        relation = {
            "OpsItemId": made,
            "AssociationType": "RelatesTo",
            "ResourceType": "AWS::S3::Bucket",
            "ResourceUri": "arn:aws:s3:::bucket",
        }
        call = self.ssm.associate_ops_item_related_item
        association = call(**relation)["AssociationId"]
        self.fails("OpsItemRelatedItemAlreadyExistsException", call, **relation)
        paginator = self.ssm.get_paginator("list_ops_item_related_items")
        (found,) = paginator.paginate(OpsItemId=made).build_full_result()["Summaries"]
        self.assertEqual(found["AssociationId"], association)
        self.ssm.disassociate_ops_item_related_item(OpsItemId=made, AssociationId=association)


class Metadata(EndpointTest):
    def test_metadata_is_created_read_changed_and_deleted(self):
        created = self.ssm.create_ops_metadata(
            ResourceId="shop", Metadata={"owner": {"Value": "blue"}}
        )
        arn = created["OpsMetadataArn"]
        self.ssm.update_ops_metadata(OpsMetadataArn=arn, MetadataToUpdate={"x": {"Value": "y"}})
        found = self.ssm.get_ops_metadata(OpsMetadataArn=arn)
        self.assertEqual(found["Metadata"], {"owner": {"Value": "blue"}, "x": {"Value": "y"}})
        pages = self.ssm.get_paginator("list_ops_metadata").paginate()
        (listed,) = pages.build_full_result()["OpsMetadataList"]
        self.assertEqual((listed["ResourceId"], listed["OpsMetadataArn"]), ("shop", arn))
        again = self.ssm.create_ops_metadata
        self.fails("OpsMetadataAlreadyExistsException", again, ResourceId="shop")
        self.ssm.delete_ops_metadata(OpsMetadataArn=arn)
        self.fails("OpsMetadataNotFoundException", self.ssm.get_ops_metadata, OpsMetadataArn=arn)
