"""Runs a notebook from top to bottom through its real kernel, as "Run all" does, and keeps what came out.

    run_notebook.py NOTEBOOK OUT        writes OUT/NOTEBOOK.ipynb and OUT/NOTEBOOK.html;
                                        what the kernel itself printed is in OUT/NOTEBOOK.log

One line per cell tells how it goes. A cell may fail only if it carries the tag raises-exception.
"""
import os
import pathlib
import re
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbconvert import HTMLExporter
from nbformat.sign import NotebookNotary

WIDTH = 72


class Progress:
    def __init__(self, notebook):
        self.total = sum(1 for cell in notebook.cells if is_run(cell))
        self.done = 0
        self.begun = 0.0

    def start(self, cell, cell_index):
        if is_run(cell):
            self.done += 1
            self.begun = time.monotonic()
            print(f"[{self.done:2}/{self.total}] {title(cell):{WIDTH}}", end="", flush=True)

    def end(self, cell, cell_index, execute_reply):
        failed = execute_reply["content"]["status"] != "ok"
        print(f" {time.monotonic() - self.begun:6.1f} s{'  fails, as it should' if failed and expected(cell) else ''}", flush=True)


def is_run(cell) -> bool:
    return cell.cell_type == "code" and bool(cell.source.strip())


def expected(cell) -> bool:
    return "raises-exception" in cell.metadata.get("tags", [])


def title(cell) -> str:
    """The cell's most telling line: a method's head rather than the magic above it."""
    lines = [line.strip() for line in cell.source.splitlines() if line.strip()]
    telling = [line for line in lines if not line.startswith(("%%", "//", "/*", "*", "import "))] or lines
    line = telling[0]
    return line if len(line) <= WIDTH else line[:WIDTH - 1] + "…"


def main(notebook: pathlib.Path, out: pathlib.Path) -> int:
    content = nbformat.read(notebook, as_version=4)
    progress = Progress(content)
    client = NotebookClient(content, kernel_name="updraft", timeout=600, startup_timeout=120, record_timing=False,
                            resources={"metadata": {"path": str(notebook.parent)}},
                            on_cell_start=progress.start, on_cell_executed=progress.end)
    out.mkdir(parents=True, exist_ok=True)
    log_file = out / f"{notebook.stem}.log"
    try:
        with open(log_file, "w") as log:
            client.execute(env=environment(notebook), stdout=log, stderr=log)
        return 0
    except CellExecutionError:
        print(f"\n{words_of_failure(content)}", file=sys.stderr)
        return 1
    except RuntimeError as e:
        if not isinstance(e, DeadKernelError) and "Kernel died" not in str(e):  # the latter is jupyter_client's, before the first cell
            raise
        print(f"\nThe kernel died; its last words are in {log_file}", file=sys.stderr)
        return 1
    finally:
        nbformat.write(content, out / notebook.name)
        NotebookNotary().sign(content)  # its user has run it: JupyterLab may show all of its HTML
        page, _ = HTMLExporter().from_notebook_node(content, resources={"metadata": {"name": notebook.stem}})
        (out / f"{notebook.stem}.html").write_text(page)


def words_of_failure(content) -> str:
    """What the user would see under the red cell."""
    for cell in content.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error" and not expected(cell):
                return f"{cell.source}\n\n" + re.sub("\x1b\\[[0-9;]*m", "", "\n".join(output.traceback))
    return "a cell failed"


def environment(notebook: pathlib.Path) -> dict:
    """What a Jupyter server would tell the kernel, too."""
    return {**os.environ, "JPY_SESSION_NAME": str(notebook)}


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*map(pathlib.Path, sys.argv[1:])))
