"""Drives a backend with flytekit's FlyteRemote as its users do, and writes down what came of it.

    drive.py FOLDER SCENARIO..       FOLDER/<scenario>.json: what FlyteRemote shows, and the calls' answers in the form of
                                     the recordings; all scenarios run at the same time

The backend is the one that FLYTECTL_CONFIG names; scenarios.py is registered there.
"""
import concurrent.futures
import datetime
import json
import pathlib
import sys
import traceback

from flyteidl.admin import execution_pb2, node_execution_pb2, task_execution_pb2, common_pb2
from flytekit.configuration import Config
from flytekit.models.core.execution import WorkflowExecutionPhase
from flytekit.remote import FlyteRemote
from google.protobuf.json_format import MessageToDict

PROJECT, DOMAIN, VERSION = "flytesnacks", "development", "rec"


class Drive:
    def __init__(self):
        self.remote = FlyteRemote(Config.auto(), default_project=PROJECT, default_domain=DOMAIN)
        self.stub = self.remote.client._stub

    def launch(self, name: str, inputs: dict, **options):
        kind, short = name.split(":")
        fetch = {"task": self.remote.fetch_task, "workflow": self.remote.fetch_workflow, "plan": self.remote.fetch_launch_plan}
        return self.remote.execute(fetch[kind](name=short, version=VERSION), inputs=inputs, **options)

    def ended(self, execution):
        every = datetime.timedelta(milliseconds=250)
        execution = self.remote.wait(execution, timeout=datetime.timedelta(seconds=150), poll_interval=every, sync_nodes=False)
        return self.remote.sync_execution(execution, sync_nodes=True)

    def run(self, name: str, inputs: dict, **options):
        return self.ended(self.launch(name, inputs, **options))


def seen(execution) -> dict:
    """What a user sees of an execution that has ended."""
    phase = execution.closure.phase
    shown = {"id": execution.id.name, "phase": WorkflowExecutionPhase.enum_to_string(phase)}
    if execution.error is not None:
        shown["error"] = {"code": execution.error.code, "message": execution.error.message}
    if phase == WorkflowExecutionPhase.SUCCEEDED:
        shown["outputs"] = {name: plain(execution.outputs.get(name)) for name in execution.outputs.literals}
    shown["nodes"] = tree(execution.node_executions)
    return shown


def tree(nodes: dict) -> dict:
    shown = {}
    for name, node in (nodes or {}).items():
        children = node.subworkflow_node_executions or {}
        if node.workflow_executions:
            children = {**children, **{f"execution {n}": c for w in node.workflow_executions for n, c in w.node_executions.items()}}
        shown[name] = {"attempts": len(node.task_executions), "children": tree(children)}
        if node.task_executions or children:
            shown[name]["inputs"] = sorted((node.inputs or {}).keys())
    return shown


def plain(value):
    return value if isinstance(value, (int, float, str, bool, list, dict, type(None))) else repr(value)


def answers(drive: Drive, execution) -> dict:
    """The answers to the calls that the recordings are made of, in their form."""
    stub, id = drive.stub, execution.id.to_flyte_idl()
    got = stub.GetExecution(execution_pb2.WorkflowExecutionGetRequest(id=id))
    all = {
        "execution": got,
        "execution_data": stub.GetExecutionData(execution_pb2.WorkflowExecutionGetDataRequest(id=id)),
        "workflow": stub.GetWorkflow(common_pb2.ObjectGetRequest(id=got.closure.workflow_id)),
    }
    if got.spec.launch_plan.resource_type == 3:
        all["launch_plan"] = stub.GetLaunchPlan(common_pb2.ObjectGetRequest(id=got.spec.launch_plan))
    return {**{name: as_dict(message) for name, message in all.items()}, "nodes": nodes(stub, id, "")}


def nodes(stub, id, parent: str) -> list:
    listed = stub.ListNodeExecutions(
        node_execution_pb2.NodeExecutionListRequest(workflow_execution_id=id, limit=100, unique_parent_id=parent))
    return [node(stub, id, one) for one in listed.node_executions]


def node(stub, id, one) -> dict:
    tasks = stub.ListTaskExecutions(task_execution_pb2.TaskExecutionListRequest(node_execution_id=one.id, limit=100))
    shown = {
        "node_execution": as_dict(one),
        "data": as_dict(stub.GetNodeExecutionData(node_execution_pb2.NodeExecutionGetDataRequest(id=one.id))),
        "task_executions": [
            {"task_execution": as_dict(task),
             "data": as_dict(stub.GetTaskExecutionData(task_execution_pb2.TaskExecutionGetDataRequest(id=task.id)))}
            for task in tasks.task_executions],
    }
    if one.metadata.is_parent_node:
        shown["children"] = nodes(stub, id, one.id.node_id)
    return shown


def as_dict(message) -> dict:
    return MessageToDict(message, preserving_proto_field_name=True)


# ---- the scenarios ---------------------------------------------------------------------------------------------------


def single_task(drive):
    return drive.run("task:scenarios.inc", {"a": 41})


def configured_task(drive):
    return drive.run("task:scenarios.configured", {"a": 3}, envs={"MORE": "1"})


def every_type(drive):
    return drive.run("workflow:scenarios.wf_everything", {"i": 7, "f": 0.5, "s": "z"})


def user_failure(drive):
    return drive.run("workflow:scenarios.wf_fail", {"a": 5})


def recoverable_failure(drive):
    return drive.run("workflow:scenarios.wf_recoverable", {"a": 5})


SCENARIOS = {
    "single-task": single_task,
    "configured-task": configured_task,
    "every-type": every_type,
    "user-failure": user_failure,
    "recoverable-failure": recoverable_failure,
}


def scenario(drive: Drive, name: str, folder: pathlib.Path) -> None:
    try:
        ended = SCENARIOS[name](drive)
        more = {}
        if isinstance(ended, tuple):
            ended, more = ended
        result = {"seen": {**seen(ended), **more}, **answers(drive, ended)}
    except BaseException:
        result = {"failed": traceback.format_exc()}
    (folder / f"{name}.json").write_text(json.dumps(result, indent=1, default=str))


def main(folder: str, *names: str) -> None:
    drive = Drive()
    with concurrent.futures.ThreadPoolExecutor(len(names)) as together:
        for done in [together.submit(scenario, drive, name, pathlib.Path(folder)) for name in names]:
            done.result()


if __name__ == "__main__":
    main(*sys.argv[1:])
