"""flask foresight cross-impact: the scenarios of a ScenarioWizard project that hold together."""

from pathlib import Path
from typing import TypedDict, Unpack

import click
import numpy as np

from app.commands.foresight.cross_impact_telling import Found, document, tell
from app.commands.foresight.telling import READABLE, explained, print_json
from app.errors import InvalidError
from app.foresight.cross_impact import (
    Experts,
    Matrix,
    Robustness,
    Search,
    consistent_scenarios,
    robustness,
    weights,
)
from app.formats.scenario_wizard import Project, Solution, read_project, written_solutions

WRITABLE = click.Path(dir_okay=False, path_type=Path)


class Asked(TypedDict):
    """tolerance in the unit of the judgements, time_limit in seconds."""

    tolerance: float
    time_limit: float | None
    seed: int
    experts: tuple[Path, ...]
    solutions: Path | None


@click.command("cross-impact")
@click.argument("file", type=READABLE)
@click.option("--tolerance", type=click.FloatRange(min=0), default=0.0, help="Of inconsistency.")
@click.option("--time-limit", type=click.FloatRange(min=0), help="Seconds the search may take.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Of draws.")
@click.option("--expert", "experts", type=READABLE, multiple=True, help="One expert's .scw file.")
@click.option("--sl", "solutions", type=WRITABLE, help="Writes the scenarios for ScenarioWizard.")
@click.option("--reasons", "tells_why", is_flag=True, help="Why each state of a scenario stands.")
@click.option("--json", "is_json", is_flag=True, help="One JSON value.")
def cross_impact(file: Path, *, tells_why: bool, is_json: bool, **asked: Unpack[Asked]) -> None:
    """Consistent scenarios of FILE.scw with their weights.

    With --expert, once for each expert, also how robust they are when experts are drawn anew.
    """
    with explained(file, is_json=is_json):
        found = _found(read_project(file), asked)
        if asked["solutions"]:
            _write(asked["solutions"], written_solutions(_solutions(found)))
        if is_json:
            print_json(document(found, tells_why=tells_why))
        else:
            tell(found, asked["tolerance"], tells_why=tells_why)


def _found(project: Project, asked: Asked) -> Found:
    matrix = Matrix(project.impacts, project.sizes)
    search = consistent_scenarios(matrix, asked["tolerance"], asked["time_limit"])
    weighed = weights(matrix, seed=asked["seed"])
    return Found(project, matrix, search, weighed, _robustness(project, search, asked))


def _robustness(project: Project, search: Search, asked: Asked) -> tuple[Robustness, ...]:
    if not asked["experts"]:
        return ()
    read = {path: read_project(path) for path in asked["experts"]}
    for path, each in read.items():
        if each.sizes != project.sizes:
            raise InvalidError(
                f"{path} has other descriptors or states: give the same ones, judged by one expert."
            )
    experts = Experts(np.array([each.impacts for each in read.values()]), project.sizes)
    states = [each.states for each in search.scenarios]
    return robustness(experts, states, seed=asked["seed"], tolerance=asked["tolerance"])


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InvalidError(
            f"{path} cannot be written ({error.strerror}): name a file in a folder that there is."
        ) from error


def _solutions(found: Found) -> list[Solution]:
    return [
        Solution(
            states=each.states,
            weight=round(found.weights.of(each.states).value),
            consistency=each.consistency or 0.0,
            inconsistency=each.inconsistency,
            total_impact=each.total_impact,
        )
        for each in found.search.scenarios
    ]
