import hashlib
import json

from endpoint import ACCOUNT_ID, REGION, EndpointTest


def content(description="first", **rest):
    """A command document."""
    step = {"name": "say", "action": "aws:runShellScript", "inputs": {"runCommand": ["echo {{ words }}"]}}
    document = {
        "schemaVersion": "2.2",
        "description": description,
        "parameters": {"words": {"type": "String", "default": "hello"}},
        "mainSteps": [step],
    }
    return json.dumps(document | rest)


class DocumentsTest(EndpointTest):
    def setUp(self):
        super().setUp()
        self.name = f"{type(self).__name__}.{self._testMethodName}"

    def create(self, name=None, **rest):
        request = {"Content": content(), "DocumentType": "Command"} | rest
        return self.ssm.create_document(Name=name or self.name, **request)["DocumentDescription"]

    def update(self, description, **rest):
        request = {"Content": content(description), "DocumentVersion": "$LATEST"} | rest
        return self.ssm.update_document(Name=self.name, **request)["DocumentDescription"]


class Documents(DocumentsTest):
    def test_a_document_is_created_read_and_deleted(self):
        created = self.create(VersionName="one", Tags=[{"Key": "team", "Value": "blue"}])
        self.assertEqual(created["Hash"], hashlib.sha256(content().encode()).hexdigest())
        self.assertEqual(created["Owner"], ACCOUNT_ID)
        self.assertEqual(created["PlatformTypes"], ["Linux", "MacOS"])
        self.assertEqual(self.ssm.describe_document(Name=self.name)["Document"], created)
        arn = f"arn:aws:ssm:{REGION}:{ACCOUNT_ID}:document/{self.name}"
        for name in (self.name, arn):
            got = self.ssm.get_document(Name=name)
            self.assertEqual((got["Content"], got["DocumentFormat"]), (content(), "JSON"))
            self.assertEqual(got["CreatedDate"], created["CreatedDate"])
        listed = self.ssm.list_tags_for_resource(ResourceType="Document", ResourceId=self.name)
        self.assertEqual(listed["TagList"], [{"Key": "team", "Value": "blue"}])
        self.ssm.delete_document(Name=self.name)
        self.fails("InvalidDocument", self.ssm.get_document, Name=self.name)
        self.fails("InvalidDocument", self.ssm.delete_document, Name=self.name)

    def test_formats_are_converted(self):
        self.create()
        got = self.ssm.get_document(Name=self.name, DocumentFormat="YAML")
        self.assertEqual(got["DocumentFormat"], "YAML")
        again = self.create(self.name + "2", Content=got["Content"], DocumentFormat="YAML")
        self.assertEqual(again["DocumentFormat"], "YAML")
        back = self.ssm.get_document(Name=self.name + "2", DocumentFormat="JSON")
        self.assertEqual(json.loads(back["Content"]), json.loads(content()))

    def test_what_is_no_document_is_refused(self):
        call = self.ssm.create_document
        self.create()
        self.fails("DocumentAlreadyExists", call, Name=self.name, Content=content())
        wrong = self.name + ".wrong"
        self.fails("InvalidDocumentContent", call, Name=wrong, Content="{")
        self.fails("InvalidDocumentContent", call, Name=wrong, Content=content(mainSteps=[]))
        self.fails("InvalidDocumentSchemaVersion", call, Name=wrong, Content=content(schemaVersion="7.0"))
        self.fails("MaxDocumentSizeExceeded", call, Name=wrong, Content=content("x" * 70_000))
        self.fails("ValidationException", call, Name="AWS-Mine", Content=content())
        self.fails("ValidationException", call, Name="no/name", Content=content())
        self.fails("InvalidDocument", self.ssm.describe_document, Name=wrong)

    def test_documents_of_aws_are_there_and_stay(self):
        document = self.ssm.describe_document(Name="AWS-RunShellScript")["Document"]
        self.assertEqual(document["Owner"], "Amazon")
        names = [parameter["Name"] for parameter in document["Parameters"]]
        self.assertEqual(names, ["commands", "workingDirectory", "executionTimeout"])
        json.loads(self.ssm.get_document(Name="AWS-StartSSHSession")["Content"])
        self.fails("InvalidDocumentOperation", self.ssm.delete_document, Name="AWS-RunShellScript")


class Versions(DocumentsTest):
    def test_versions_follow_each_other(self):
        self.create(VersionName="one")
        self.assertEqual(self.update("second", VersionName="two")["DocumentVersion"], "2")
        self.assertEqual(self.ssm.get_document(Name=self.name)["VersionName"], "one")
        self.ssm.update_document_default_version(Name=self.name, DocumentVersion="2")
        self.assertEqual(self.ssm.get_document(Name=self.name)["VersionName"], "two")
        self.assertEqual(self.ssm.get_document(Name=self.name, VersionName="one")["DocumentVersion"], "1")
        pages = self.ssm.get_paginator("list_document_versions").paginate(
            Name=self.name, PaginationConfig={"PageSize": 1}
        )
        versions = [version for page in pages for version in page["DocumentVersions"]]
        told = [(version["DocumentVersion"], version["IsDefaultVersion"]) for version in versions]
        self.assertEqual(told, [("1", False), ("2", True)])
        self.fails("InvalidDocumentOperation", self.ssm.delete_document, Name=self.name, DocumentVersion="2")
        self.ssm.delete_document(Name=self.name, DocumentVersion="1")
        self.fails("InvalidDocumentVersion", self.ssm.get_document, Name=self.name, DocumentVersion="1")

    def test_what_is_no_new_version_is_refused(self):
        self.create(VersionName="one")
        call = self.ssm.update_document
        rest = {"Name": self.name, "DocumentVersion": "$LATEST"}
        self.fails("DuplicateDocumentContent", call, Content=content(), **rest)
        second = content("second")
        self.fails("DuplicateDocumentVersionName", call, Content=second, VersionName="one", **rest)
        self.fails("InvalidDocumentVersion", call, Content=second, Name=self.name, DocumentVersion="2")
        self.fails("InvalidDocument", call, Content=second, Name=self.name + ".none")


class Lists(DocumentsTest):
    def listed(self, *filters, **rest):
        asked = [{"Key": key, "Values": values} for key, values in filters]
        pages = self.ssm.get_paginator("list_documents").paginate(Filters=asked, **rest)
        return [document["Name"] for page in pages for document in page["DocumentIdentifiers"]]

    def test_documents_are_filtered_and_come_in_pages(self):
        names = [f"{self.name}.{letter}" for letter in "abc"]
        for name in names:
            self.create(name, Tags=[{"Key": "letter", "Value": name[-1]}])
        prefix = ("Name", [self.name])
        self.assertEqual(self.listed(prefix, PaginationConfig={"PageSize": 2}), names)
        self.assertEqual(self.listed(prefix, ("tag:letter", ["a", "c"])), [names[0], names[2]])
        self.assertEqual(self.listed(prefix, ("PlatformTypes", ["Windows"])), [])
        self.assertIn("AWS-RunShellScript", self.listed(("Owner", ["Amazon"])))
        self.assertNotIn("AWS-RunShellScript", self.listed(("Owner", ["Self"])))
        self.fails("InvalidFilterKey", self.ssm.list_documents, Filters=[{"Key": "x", "Values": ["x"]}])


class Permissions(DocumentsTest):
    def test_permissions_are_given_and_taken_back(self):
        self.create()
        asked = {"Name": self.name, "PermissionType": "Share"}
        accounts = ["111122223333", "444455556666"]
        self.ssm.modify_document_permission(**asked, AccountIdsToAdd=accounts)
        first = self.ssm.describe_document_permission(**asked, MaxResults=1)
        second = self.ssm.describe_document_permission(**asked, NextToken=first["NextToken"])
        self.assertEqual(first["AccountIds"] + second["AccountIds"], accounts)
        self.fails("InvalidDocumentOperation", self.ssm.delete_document, Name=self.name)
        call = self.ssm.modify_document_permission
        self.fails("DocumentPermissionLimit", call, **asked, AccountIdsToAdd=["all", "111122223333"])
        self.fails("ValidationException", call, **asked, AccountIdsToAdd=["nobody"])
        self.ssm.modify_document_permission(**asked, AccountIdsToRemove=accounts)
        self.ssm.delete_document(Name=self.name)


class Reviews(DocumentsTest):
    def test_a_change_template_is_reviewed(self):
        step = {"name": "wait", "action": "aws:sleep", "inputs": {"Duration": "PT1S"}}
        template = json.dumps({"schemaVersion": "0.3", "mainSteps": [step]})
        self.create(Content=template, DocumentType="Automation.ChangeTemplate")
        for action in ("SendForReview", "Approve"):
            comment = [{"Type": "Comment", "Content": action}]
            reviews = {"Action": action, "Comment": comment}
            self.ssm.update_document_metadata(Name=self.name, DocumentReviews=reviews)
        history = self.ssm.list_document_metadata_history(Name=self.name, Metadata="DocumentReviews")
        told = [review["ReviewStatus"] for review in history["Metadata"]["ReviewerResponse"]]
        self.assertEqual(told, ["PENDING", "APPROVED"])
        self.assertEqual(self.ssm.describe_document(Name=self.name)["Document"]["ReviewStatus"], "APPROVED")
        reviews = {"Action": "Reject"}
        call = self.ssm.update_document_metadata
        self.fails("InvalidDocumentOperation", call, Name=self.name, DocumentReviews=reviews)
