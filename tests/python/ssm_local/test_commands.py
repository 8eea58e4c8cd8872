import threading

from agent import Agent
from endpoint import EndpointTest


class Commands(EndpointTest):
    def setUp(self):
        super().setUp()
        self.node = Agent()

    def send(self, **rest):
        request = {"InstanceIds": [self.node.id], "Parameters": {"commands": ["uptime"]}} | rest
        command = self.ssm.send_command(DocumentName="AWS-RunShellScript", **request)["Command"]
        return command["CommandId"]

    def invocation(self, command, **rest):
        return self.ssm.get_command_invocation(CommandId=command, InstanceId=self.node.id, **rest)

    def command(self, command):
        (found,) = self.ssm.list_commands(CommandId=command)["Commands"]
        return found

    def test_the_waiter_waits_for_the_node(self):
        command = self.send()
        agent = threading.Thread(target=self.node.run, kwargs={"output": "up 3 days\n"})
        agent.start()
        waiter = self.ssm.get_waiter("command_executed")
        waiter.wait(
            CommandId=command, InstanceId=self.node.id, WaiterConfig={"Delay": 0.1, "MaxAttempts": 100}
        )
        agent.join()
        found = self.invocation(command, PluginName="aws:runShellScript")
        self.assertEqual((found["Status"], found["ResponseCode"]), ("Success", 0))
        self.assertEqual(found["StandardOutputContent"], "up 3 days\n")
        self.assertEqual(self.command(command)["CompletedCount"], 1)

    def test_a_failure_keeps_its_output(self):
        command = self.send()
        self.node.run(3, "out", "err")
        found = self.invocation(command)
        self.assertEqual((found["Status"], found["ResponseCode"]), ("Failed", 3))
        self.assertEqual((found["StandardOutputContent"], found["StandardErrorContent"]), ("out", "err"))
        listed = self.ssm.list_command_invocations(CommandId=command, Details=True)
        (plugin,) = listed["CommandInvocations"][0]["CommandPlugins"]
        self.assertEqual(plugin["Output"], "out\n----------ERROR-------\nerr")
        self.assertEqual(self.command(command)["StatusDetails"], "Failed")

    def test_a_command_is_cancelled(self):
        command = self.send()
        self.ssm.cancel_command(CommandId=command)
        self.assertEqual(self.invocation(command)["Status"], "Cancelled")
        command = self.send()
        message = self.node.message()
        self.node.reply(message, "InProgress")
        self.ssm.cancel_command(CommandId=command)
        self.assertEqual(self.invocation(command)["Status"], "Cancelling")
        cancel = self.node.message()
        self.assertEqual(cancel["Payload"], {"CancelMessageId": message["MessageId"]})
        self.node.reply(message, "Cancelled")
        self.assertEqual(self.command(command)["Status"], "Cancelled")

    def test_lists_are_filtered_and_come_in_pages(self):
        commands = [self.send() for _ in range(3)]
        for operation, key in [
            ("list_commands", "Commands"),
            ("list_command_invocations", "CommandInvocations"),
        ]:
            paginator = self.ssm.get_paginator(operation)
            pages = paginator.paginate(InstanceId=self.node.id, PaginationConfig={"PageSize": 2})
            pages = [[found["CommandId"] for found in page[key]] for page in pages]
            self.assertEqual([len(page) for page in pages], [2, 1], operation)
            self.assertEqual(sorted(sum(pages, [])), sorted(commands))
        done = [{"key": "Status", "value": "Success"}]
        self.assertEqual(self.ssm.list_commands(InstanceId=self.node.id, Filters=done)["Commands"], [])

    def test_errors_have_the_codes_of_the_service(self):
        gone = "i-0123456789abcdef0"
        self.fails("InvalidInstanceId", self.send, InstanceIds=[gone])
        self.fails("DuplicateInstanceId", self.send, InstanceIds=[self.node.id] * 2)
        self.fails("InvalidParameters", self.send, Parameters={})
        self.fails("ValidationException", self.send, TimeoutSeconds=1)
        unknown = "00000000-0000-4000-8000-000000000000"
        request = {"DocumentName": "Nothing", "InstanceIds": [self.node.id]}
        self.fails("InvalidDocument", self.ssm.send_command, **request)
        self.fails("InvalidCommandId", self.ssm.cancel_command, CommandId=unknown)
        self.fails("InvocationDoesNotExist", self.invocation, unknown)
        self.fails("InvalidPluginName", self.invocation, self.send(), PluginName="aws:other")
