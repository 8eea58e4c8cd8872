"""Maintenance windows."""

import json
import time
from datetime import datetime, timedelta, timezone

from agent import Agent
from endpoint import EndpointTest

MISSING = "00000000-0000-4000-8000-000000000000"


class MaintenanceWindowTest(EndpointTest):
    def create(self, **more):
        request = {
            "Name": "nightly",
            "Schedule": "cron(0 2 ? * THU#3 *)",
            "Duration": 4,
            "Cutoff": 1,
            "AllowUnassociatedTargets": True,
        } | more
        window = self.ssm.create_maintenance_window(**request)["WindowId"]
        self.addCleanup(self.ssm.delete_maintenance_window, WindowId=window)
        return window

    def register_target(self, window, node="i-00000000000000001"):
        return self.ssm.register_target_with_maintenance_window(
            WindowId=window,
            ResourceType="INSTANCE",
            Targets=[{"Key": "InstanceIds", "Values": [node]}],
            OwnerInformation="team blue",
        )["WindowTargetId"]

    def register_task(self, window, target, **more):
        request = {
            "WindowId": window,
            "Targets": [{"Key": "WindowTargetIds", "Values": [target]}],
            "TaskArn": "AWS-RunShellScript",
            "TaskType": "RUN_COMMAND",
            "MaxConcurrency": "1",
            "MaxErrors": "1",
            "TaskInvocationParameters": {"RunCommand": {"Parameters": {"commands": ["uptime"]}}},
        } | more
        return self.ssm.register_task_with_maintenance_window(**request)["WindowTaskId"]

    def pages(self, operation, items, **request):
        pages = self.ssm.get_paginator(operation).paginate(**request, PaginationConfig={"PageSize": 10})
        return [item for page in pages for item in page[items]]


class Windows(MaintenanceWindowTest):
    def test_a_window_is_shown_changed_and_deleted(self):
        window = self.create(ScheduleTimezone="America/Los_Angeles", ClientToken="window")
        again = self.create(ScheduleTimezone="America/Los_Angeles", ClientToken="window")
        self.assertEqual(again, window)
        self.fails("IdempotentParameterMismatch", self.create, ClientToken="window")
        shown = self.ssm.get_maintenance_window(WindowId=window)
        self.assertRegex(shown["NextExecutionTime"], r"^\d{4}-\d\d-\d\dT02:00-0[78]:00$")
        changed = self.ssm.update_maintenance_window(WindowId=window, Enabled=False)
        self.assertFalse(changed["Enabled"])
        self.assertNotIn("NextExecutionTime", self.ssm.get_maintenance_window(WindowId=window))
        self.ssm.delete_maintenance_window(WindowId=window)
        self.fails("DoesNotExistException", self.ssm.get_maintenance_window, WindowId=window)
        self.fails("DoesNotExistException", self.ssm.update_maintenance_window, WindowId=window)
        self.fails("ValidationException", self.create, Schedule="daily")

    def test_windows_come_in_pages(self):
        windows = {self.create(Name="in-pages") for _ in range(12)}
        filters = [{"Key": "Name", "Values": ["in-pages"]}]
        found = self.pages("describe_maintenance_windows", "WindowIdentities", Filters=filters)
        self.assertEqual({window["WindowId"] for window in found}, windows)
        schedule = self.pages("describe_maintenance_window_schedule", "ScheduledWindowExecutions")
        times = [execution["ExecutionTime"] for execution in schedule]
        self.assertEqual(times, sorted(times))
        self.assertGreaterEqual(len(times), 12 * 12)

    def test_targets_and_tasks_are_kept(self):
        window = self.create()
        target = self.register_target(window)
        task = self.register_task(window, target)
        self.ssm.update_maintenance_window_target(WindowId=window, WindowTargetId=target, Name="web")
        (found,) = self.pages("describe_maintenance_window_targets", "Targets", WindowId=window)
        self.assertEqual((found["Name"], found["OwnerInformation"]), ("web", "team blue"))
        self.ssm.update_maintenance_window_task(WindowId=window, WindowTaskId=task, Priority=5)
        (found,) = self.pages("describe_maintenance_window_tasks", "Tasks", WindowId=window)
        self.assertEqual((found["Priority"], found["Type"]), (5, "RUN_COMMAND"))
        found = self.ssm.get_maintenance_window_task(WindowId=window, WindowTaskId=task)
        self.assertEqual(found["TaskInvocationParameters"]["RunCommand"]["Parameters"]["commands"], ["uptime"])
        for_target = self.pages(
            "describe_maintenance_windows_for_target",
            "WindowIdentities",
            ResourceType="INSTANCE",
            Targets=[{"Key": "InstanceIds", "Values": ["i-00000000000000001"]}],
        )
        self.assertIn({"WindowId": window, "Name": "nightly"}, for_target)
        removal = {"WindowId": window, "WindowTargetId": target}
        deregister = self.ssm.deregister_target_from_maintenance_window
        self.fails("TargetInUseException", deregister, **removal, Safe=True)
        self.ssm.deregister_task_from_maintenance_window(WindowId=window, WindowTaskId=task)
        deregister(**removal)
        self.fails("DoesNotExistException", deregister, **removal)
        self.fails("DoesNotExistException", self.register_task, window, target)


class Executions(MaintenanceWindowTest):
    def execution(self, window):
        """The execution of a window that is due soon, once it is over."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            executions = self.pages(
                "describe_maintenance_window_executions", "WindowExecutions", WindowId=window
            )
            if executions and executions[0]["Status"] not in ("PENDING", "IN_PROGRESS"):
                return executions[0]
            time.sleep(0.05)
        self.fail("the window was never executed")

    def test_a_window_runs_a_command_when_it_is_due(self):
        node = Agent()
        soon = datetime.now(timezone.utc) + timedelta(seconds=4)
        window = self.create(Schedule=f"at({soon:%Y-%m-%dT%H:%M:%S})")
        self.register_task(window, self.register_target(window, node.id))
        node.run(0, "up 3 days\n")
        execution = self.execution(window)
        self.assertEqual(execution["Status"], "SUCCESS")
        key = {"WindowExecutionId": execution["WindowExecutionId"]}
        (task,) = self.pages(
            "describe_maintenance_window_execution_tasks", "WindowExecutionTaskIdentities", **key
        )
        self.assertEqual((task["Status"], task["TaskType"]), ("SUCCESS", "RUN_COMMAND"))
        self.assertEqual(
            self.ssm.get_maintenance_window_execution(**key)["TaskIds"], [task["TaskExecutionId"]]
        )
        key["TaskId"] = task["TaskExecutionId"]
        self.assertEqual(self.ssm.get_maintenance_window_execution_task(**key)["TaskArn"], "AWS-RunShellScript")
        (invocation,) = self.pages(
            "describe_maintenance_window_execution_task_invocations",
            "WindowExecutionTaskInvocationIdentities",
            **key,
        )
        self.assertEqual(json.loads(invocation["Parameters"])["documentName"], "AWS-RunShellScript")
        key["InvocationId"] = invocation["InvocationId"]
        found = self.ssm.get_maintenance_window_execution_task_invocation(**key)
        self.assertEqual((found["OwnerInformation"], found["Status"]), ("team blue", "SUCCESS"))
        output = self.ssm.get_command_invocation(CommandId=found["ExecutionId"], InstanceId=node.id)
        self.assertEqual(output["StandardOutputContent"], "up 3 days\n")
        cancel = self.ssm.cancel_maintenance_window_execution
        cancel(WindowExecutionId=execution["WindowExecutionId"])
        self.assertEqual(self.execution(window)["Status"], "SUCCESS")
        self.fails("DoesNotExistException", cancel, WindowExecutionId=MISSING)
