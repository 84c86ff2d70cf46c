"""All weighted sums of a frozen wave, question by territory, by one engine in its own process.

`python -m tests.speed.size.engines ENGINE FILE COLUMN…` prints JSON: seconds by the clock and of
CPU, a number a round, the most memory in megabytes, and a number that all engines must agree on.
"""

import importlib
import json
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import duckdb

from app.formats.snapshot import statements

ROUNDS = 3
Summing = Callable[[], tuple[int, float]]  # how many cells, and the sum of all their weights


def ours(file: str, columns: Sequence[str]) -> tuple[int, float]:
    """A plain statement a question, as a release asks them."""
    cells, weight = 0, 0.0
    with duckdb.connect(config={"memory_limit": "400MB"}) as engine:
        engine.execute(statements.view("answers", Path(file)))
        for column in columns:
            found = engine.execute(statements.by_territory(column)).fetchnumpy()
            cells += len(found["n"])
            weight += float(found["sum_weight"].sum())
    return cells, weight


def plain(file: str, columns: Sequence[str]) -> tuple[int, float]:
    """DuckDB as one would write it by hand: questions made rows, one statement."""
    names = ", ".join(f'"{each}"' for each in columns)
    held = ", ".join(f'CAST("{each}" AS VARCHAR) AS "{each}"' for each in columns)
    with duckdb.connect() as engine:
        found = engine.execute(
            "SELECT COUNT(*), SUM(w) FROM (SELECT territory, question, answer, COUNT(*),"  # noqa: S608
            " SUM(before), SUM(weight) AS w, SUM(weight * weight) FROM (UNPIVOT"
            f" (SELECT territory, before, weight, {held} FROM read_parquet('{file}'))"
            f" ON {names} INTO NAME question VALUE answer) GROUP BY territory, question, answer)"
        ).fetchall()[0]
    return int(found[0]), float(found[1])


def polars(file: str, columns: Sequence[str]) -> tuple[int, float]:
    library = importlib.import_module("polars")
    frame = library.scan_parquet(file).with_columns(square=library.col("weight") ** 2)
    sums = [
        library.len().alias("n"),
        *(library.col(c).sum() for c in ("before", "weight", "square")),
    ]
    cells, weight = 0, 0.0
    asked = [frame.drop_nulls(each).group_by("territory", each).agg(sums) for each in columns]
    for found in library.collect_all(asked):
        cells += found.height
        weight += float(found["weight"].sum())
    return cells, weight


def pandas(file: str, columns: Sequence[str]) -> tuple[int, float]:
    library = importlib.import_module("pandas")
    frame = library.read_parquet(file)
    frame["square"] = frame["weight"] ** 2
    cells, weight = 0, 0.0
    for each in columns:
        groups = frame.groupby(["territory", each], observed=True)
        found = groups[["before", "weight", "square"]].sum()
        found["n"] = groups.size()
        cells += len(found)
        weight += float(found["weight"].sum())
    return cells, weight


ENGINES = {"ours": ours, "plain": plain, "polars": polars, "pandas": pandas}


def most_megabytes() -> float:
    """At once, of this program alone: what is counted for its parent would begin with that."""
    status = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("VmHWM")).split()[1]) / 1024


def main(engine: str, file: str, *columns: str) -> None:
    summing: Summing = partial(ENGINES[engine], file, columns)
    rounds, cpu = [], []
    for _round in range(ROUNDS):
        begun, spent = time.perf_counter(), time.process_time()
        cells, weight = summing()
        rounds.append(time.perf_counter() - begun)
        cpu.append(time.process_time() - spent)
    found = {"rounds": rounds, "cpu": cpu, "megabytes": most_megabytes()}
    found |= {"cells": cells, "weight": weight}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
