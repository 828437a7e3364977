"""Compares what drive.py wrote down with the recordings of a real Flyte, field by field.

    compare.py FOLDER RECORDINGS DIFFERENCES SCENARIO..

Ids, times, hosts and texts are replaced by their kind on both sides. What differs beyond that must be named in the file
DIFFERENCES, a pattern of a path and a reason per line; a line that nothing needs is told, too. Prints what is wrong, one
line each; exit code 1 when there is anything.
"""
import json
import pathlib
import re
import sys

TIMES = {"created_at", "updated_at", "started_at", "occurred_at", "duration", "timestamp"}
TEXTS = {"message", "reason"}
LISTS_OF_TEXTS = {"reasons"}
STORE = re.compile(r"s3://my-s3-bucket/|(file://)?/[^\"]*?/blobs/")


def main(folder: str, recordings: str, allowed: str, *scenarios: str) -> int:
    permitted = [line.split(" ", 1)[0] for line in pathlib.Path(allowed).read_text().splitlines() if line and line[0] != "#"]
    used, wrong = set(), []
    for name in scenarios:
        ours, theirs = (facts(json.loads(pathlib.Path(place, f"{name}.json").read_text())) for place in (folder, recordings))
        for path in sorted(ours.keys() | theirs.keys()):
            if ours.get(path) != theirs.get(path):
                line = f"{name}/{path}"
                why = [pattern for pattern in permitted if re.fullmatch(pattern, line)]
                used.update(why)
                if not why:
                    wrong.append(f"{line}: {ours.get(path, 'nothing')}, but Flyte has {theirs.get(path, 'nothing')}")
    wrong += [f"no longer needed: {pattern}" for pattern in permitted if pattern not in used]
    print("\n".join(wrong))
    return 1 if wrong else 0


def facts(answers: dict) -> dict:
    """The leaves of all answers by their paths; members of lists that have a name by that."""
    found = {}
    own = answers["execution"]["id"]["name"]
    for part in ("execution", "execution_data", "nodes", "workflow", "launch_plan"):
        if part in answers:
            collect(part, part, answers[part], own, found)
    return found


def collect(path: str, key: str, value, own: str, found: dict) -> None:
    if key in LISTS_OF_TEXTS:
        return
    if key == "logs":
        found[path] = f"{len(value)} with {sorted(value[0])}"
    elif isinstance(value, dict):
        if not value:
            found[path] = "{}"
        for name, each in value.items():
            collect(f"{path}/{name}", name, each, own, found)
    elif isinstance(value, list):
        for at, each in enumerate(value):
            collect(f"{path}[{named(each) or at}]", key, each, own, found)
    else:
        found[path] = "a time" if key in TIMES else "a text" if key in TEXTS else plain(key, value, own)


def named(element) -> str:
    """What tells a member of a list from the others."""
    if not isinstance(element, dict):
        return ""
    node = element.get("node_execution", {}).get("id", {}).get("node_id")
    task = element.get("template", {}).get("id", {}).get("name")
    return node or element.get("id") if isinstance(element.get("id"), str) else node or element.get("var") or task or ""


def plain(key: str, value, own: str):
    if not isinstance(value, str):
        return value
    if key == "version" and (value.startswith("rec") or re.fullmatch("[a-z0-9]{10}", value)):
        return "a version"
    if key == "artifact_id":
        return "an id"
    text = STORE.sub("STORE/", value.replace(own, "ID"))
    text = re.sub(r"STORE/data/../[^/\"]+", "STORE/data/XX/ATTEMPT", text)
    text = re.sub(r"\b[0-9a-f]{32}\b", "RANDOM", text)
    text = re.sub(r"STORE/metadata/propeller/flytesnacks-development-[^/]+/", "STORE/metadata/propeller/ID/", text)
    if key == "name" and re.fullmatch(r"[a-z][a-z0-9]{13,39}", text) and not text.startswith("rec"):
        return "an execution"
    return text


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
