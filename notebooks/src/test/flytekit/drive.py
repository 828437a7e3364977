"""Drives a backend with flytekit's FlyteRemote as its users do, and writes down what came of it.

    drive.py FOLDER SCENARIO..       FOLDER/<scenario>.json: what FlyteRemote shows, and the calls' answers in the form of
                                     the recordings; all scenarios run at the same time

The backend is the one that FLYTECTL_CONFIG names; scenarios.py is registered there, under the name that it has in the recordings: rec.
"""
import concurrent.futures
import datetime
import json
import pathlib
import sys
import time
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

    def found(self, what: str, look, seconds: float = 100):
        """Looks until it finds something."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            seen = look()
            if seen:
                return seen
            time.sleep(0.1)
        raise TimeoutError(f"{what} did not come within {seconds} s")

    def signals(self, execution) -> dict:
        return {signal.id.signal_id: signal for signal in self.remote.list_signals(execution.id.name)}

    def named(self, id):
        return self.remote.fetch_execution(name=id.name if hasattr(id, "name") else id)

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
    return drive.run("task:rec.inc", {"a": 41})


def configured_task(drive):
    return drive.run("task:rec.configured", {"a": 1})


def every_type(drive):
    return drive.run("workflow:rec.wf_everything", {})


def user_failure(drive):
    return drive.run("workflow:rec.wf_fail", {"a": 1})


def recoverable_failure(drive):
    return drive.run("workflow:rec.wf_recoverable", {"a": 5})


def failure_node(drive):
    return drive.run("workflow:rec.wf_onfail", {"a": 1})


def branch(drive):
    return drive.run("workflow:rec.wf_branch", {"a": 1})


def nested(drive):
    return drive.run("workflow:rec.wf_nested", {"a": 1})


def map_partial(drive):
    return drive.run("workflow:rec.wf_map", {"n": 4})


def dynamic(drive):
    return drive.run("workflow:rec.wf_dynamic", {"n": 2})


def dynamic_empty(drive):
    """Without a node to run: then flytekit gives plain outputs."""
    return drive.run("task:rec.dyn", {"n": 0})


def timeout(drive):
    return drive.run("workflow:rec.wf_timeout", {"a": 1})


def frames(drive):
    miss = drive.run("workflow:rec.wf_frames", {"n": 14})
    yield "frames-miss", miss, {"frame": frame(miss)}
    hit = drive.run("workflow:rec.wf_frames", {"n": 14})
    yield "frames-hit", hit, {"frame": frame(hit)}


def frame(execution) -> dict:
    """The dataframe that the first node made, as pandas reads it."""
    import pandas
    return execution.node_executions["n0"].outputs.get("o0", pandas.DataFrame).to_dict("list")


def gate(drive):
    waiting = drive.launch("workflow:rec.wf_gate", {"a": 1})
    drive.found("the gate 'factor'", lambda: "factor" in drive.signals(waiting))
    drive.found("the node n0 at work", lambda: any(n.id.node_id == "n0" and n.closure.phase == 2
                                                   for n in drive.remote.client.list_node_executions(waiting.id)[0]))
    yield "gate-waiting", waiting, {}
    drive.found("the node n4", lambda: any(n.id.node_id == "n4" for n in drive.remote.client.list_node_executions(waiting.id)[0]))
    try:
        drive.remote.set_signal("factor", waiting.id.name, "many")
        refused = "nothing"
    except Exception as e:
        refused = str(e.__cause__ or e)
    drive.remote.set_signal("factor", waiting.id.name, 21)
    drive.found("the gate 'ok'", lambda: "ok" in drive.signals(waiting))
    drive.remote.approve("ok", waiting.id.name)
    ended = drive.ended(waiting)
    yield "gate", ended, {"signals": sorted(drive.signals(ended)), "refused": refused}


def rejected(drive):
    waiting = drive.launch("workflow:rec.wf_gate", {"a": 1})
    drive.found("the gate 'factor'", lambda: "factor" in drive.signals(waiting))
    drive.remote.set_signal("factor", waiting.id.name, 2)
    drive.found("the gate 'ok'", lambda: "ok" in drive.signals(waiting))
    drive.remote.reject("ok", waiting.id.name)
    yield "rejected", drive.ended(waiting), {}


def repeated(drive):
    """A failed execution recovered, and launched again."""
    failed = drive.run("workflow:rec.wf_fail", {"a": 5})
    yield "recover", drive.ended(drive.named(drive.remote.client.recover_execution(failed.id))), {"of": failed.id.name}
    yield "relaunch", drive.ended(drive.named(drive.remote.client.relaunch_execution(failed.id))), {"of": failed.id.name}


def aborted(drive):
    running = drive.launch("workflow:rec.wf_abort", {"a": 1})
    drive.found("the node n1", lambda: any(n.id.node_id == "n1" and n.closure.phase == 2
                                           for n in drive.remote.client.list_node_executions(running.id)[0]))
    drive.remote.terminate(running, "seen enough")
    yield "aborted", drive.ended(running), {}


def look(drive, name):
    """At an execution that somebody else launched."""
    return drive.ended(drive.named(name.removeprefix("look-")))


SCENARIOS = {
    "single-task": single_task,
    "configured-task": configured_task,
    "every-type": every_type,
    "user-failure": user_failure,
    "recoverable-failure": recoverable_failure,
    "failure-node": failure_node,
    "branch-elif": branch,
    "nested": nested,
    "map-partial": map_partial,
    "dynamic": dynamic,
    "dynamic-empty": dynamic_empty,
    "timeout": timeout,
    "frames": frames,
    "gate": gate,
    "rejected": rejected,
    "repeated": repeated,
    "aborted": aborted,
}


def scenario(drive: Drive, name: str, folder: pathlib.Path) -> None:
    try:
        came = look(drive, name) if name.startswith("look-") else SCENARIOS[name](drive)
        for written, ended, more in came if hasattr(came, "send") else [(name, came, {})]:
            write(folder, written, {"seen": {**(seen(ended) if ended.is_done else {}), **more}, **answers(drive, ended)})
    except BaseException:
        write(folder, name, {"failed": traceback.format_exc()})


def write(folder: pathlib.Path, name: str, result: dict) -> None:
    (folder / f"{name}.json").write_text(json.dumps(result, indent=1, default=str))


def main(folder: str, *names: str) -> None:
    drive = Drive()
    with concurrent.futures.ThreadPoolExecutor(len(names)) as together:
        for done in [together.submit(scenario, drive, name, pathlib.Path(folder)) for name in names]:
            done.result()


if __name__ == "__main__":
    main(*sys.argv[1:])
