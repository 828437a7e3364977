"""A workflow in which Python tasks stand beside one that a Java notebook registered, whose version PLUS_VERSION names."""
import os

import pandas as pd
from flytekit import reference_task, task, workflow

IMAGE = "updraft.test/flytekit:1"


@task(container_image=IMAGE)
def frame(n: int) -> pd.DataFrame:
    return pd.DataFrame({"a": list(range(n)), "b": [str(i) for i in range(n)]})


@reference_task(project="updraft", domain="development", name="longer", version=os.environ.get("PLUS_VERSION", "unknown"))
def longer(rows: pd.DataFrame) -> pd.DataFrame:
    ...


@task(container_image=IMAGE)
def height(rows: pd.DataFrame) -> int:
    return len(rows)


@workflow
def beside(n: int = 3) -> int:
    return height(rows=longer(rows=frame(n=n)))
