"""flask foresight project-population …: people by age in the years to come, from a table."""

from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np

from app.commands.foresight.columns import NamedColumns, read_columns
from app.commands.foresight.telling import READABLE, explained, print_json, print_rows
from app.estimation.arrays import Floats
from app.foresight.errors import AmountError
from app.foresight.hamilton_perry import (
    CohortRatios,
    Range,
    bounded,
    cohort_ratios,
    hamilton_perry,
    hamilton_perry_range,
    shrunk,
)
from app.foresight.migration import ROUNDING, Intentions, Scenario, project_scenarios
from app.foresight.population import CohortRates, project
from app.formats.number_table import read_number_table

COHORT = ("count", "person_years", "fertility")
INTENTIONS = ("leave", "come_back")
TWO_COUNTS = ("earlier", "later")
REGION = ("region_earlier", "region_later")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options of the command."""

    steps: int
    sex_ratio: float
    radix: float
    realised: tuple[float, ...]
    child_bearing: tuple[str, str] | None
    shift: int
    seed: int


@click.command(name="project-population")
@click.argument("file", type=READABLE)
@click.option("--steps", type=click.IntRange(1, 100), default=1, show_default=True)
@click.option("--sex-ratio", type=float, default=1.05, show_default=True, help="Boys born a girl.")
@click.option("--radix", type=float, default=100_000.0, show_default=True, help="Of person_years.")
@click.option("--realised", type=click.FloatRange(0, 1), multiple=True, default=(0.0, 0.5),
              show_default=True, help="A scenario each: part of those leaving who do.")  # fmt: skip
@click.option("--child-bearing", nargs=2, type=str, help="First and last group, by name.")
@click.option("--shift", type=click.IntRange(1), default=1, show_default=True,
              help="Groups a cohort climbs between the two counts.")  # fmt: skip
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Of the range of chance.",
)
@click.option("--json", "is_json", is_flag=True, help="Print one JSON value.")
def project_population(file: Path, *, is_json: bool, **options: object) -> None:
    """Project the age groups in FILE. Columns count, person_years, fertility, optional migrants,
    leave, come_back: cohort components of women. Columns earlier, later, optional region_earlier,
    region_later: Hamilton-Perry, drawn to the region's ratios where they are given."""
    asked = Asked(**options)  # type: ignore[arg-type]  # click gives the options declared above
    with explained(file, is_json=is_json):
        if "earlier" in read_number_table(file, has_names=True, allows_gaps=True).header:
            names, paths, chance = by_two_counts(file, asked)
            method = "hamilton-perry"
        else:
            names, paths = by_cohorts(file, asked)
            method, chance = "cohort-component", None
    if is_json:
        print_json(as_document(method, names, paths, chance))
    else:
        tell(names, paths, chance)


def by_cohorts(path: Path, asked: Asked) -> tuple[tuple[str, ...], dict[str, Floats]]:
    columns = read_columns(path, COHORT, ("migrants", *INTENTIONS))
    rates = CohortRates(
        person_years=columns.within("person_years", 0),
        fertility=columns.within("fertility", 0),
        sex_ratio=asked.sex_ratio,
        radix=asked.radix,
        migrants=columns.whole("migrants") if columns.has("migrants") else None,
    )
    counts = columns.within("count", 0)
    if not any(columns.has(each) for each in INTENTIONS):
        return columns.names, {"as given": project(counts, rates, asked.steps)}
    leave, back = _shares(columns)
    scenarios = [Scenario(name=f"realised {each:g}", realised=each) for each in asked.realised]
    intentions = Intentions(leave=leave, come_back=back)
    return columns.names, project_scenarios(counts, rates, intentions, scenarios, asked.steps)


def _shares(columns: NamedColumns) -> tuple[list[float], list[float]]:
    """Who leaves and who comes back; a column that is not there: nobody."""
    leave, back = (
        columns.within(each, 0, 1) if columns.has(each) else [0.0] * len(columns.names)
        for each in INTENTIONS
    )
    for row, both in enumerate(zip(leave, back, strict=True)):
        if sum(both) > 1 + ROUNDING:
            column = next(each for each in INTENTIONS if columns.has(each))
            message = f"{' and '.join(INTENTIONS)} are {sum(both):g} together."
            raise columns.refuse(row, column, message=message, mend="Write shares of at most 1.")
    return leave, back


def by_two_counts(path: Path, asked: Asked) -> tuple[tuple[str, ...], dict[str, Floats], Range]:
    columns = read_columns(path, TWO_COUNTS, REGION)
    ratios = _ratios(columns, TWO_COUNTS, asked)
    if any(columns.has(each) for each in REGION):
        read_columns(path, (*TWO_COUNTS, *REGION), ())
        ratios = shrunk(ratios, _ratios(columns, REGION, asked))
    ratios, later = bounded(ratios), columns.whole("later")
    people = hamilton_perry(later, ratios, asked.steps)
    chance = hamilton_perry_range(later, ratios, asked.steps, seed=asked.seed)
    return columns.names, {"as between the counts": people}, chance


def _ratios(columns: NamedColumns, pair: tuple[str, str], asked: Asked) -> CohortRatios:
    if asked.child_bearing is None:
        raise AmountError(
            "The groups of child-bearing age are not said", "add --child-bearing FIRST LAST"
        )
    missing = [name for name in asked.child_bearing if name not in columns.names]
    if missing:
        raise AmountError(f"No age group is called {missing[0]!r}", "name a row of the file")
    first, last = (columns.names.index(name) for name in asked.child_bearing)
    return cohort_ratios(
        columns.within(pair[0], 0),
        columns.within(pair[1], 0),
        child_bearing=(first, last),
        shift=asked.shift,
    )


def as_document(
    method: str, names: tuple[str, ...], paths: dict[str, Floats], chance: Range | None
) -> dict[str, object]:
    scenarios = {
        scenario: {"people": people.tolist(), "totals": people.sum(axis=1).tolist()}
        for scenario, people in paths.items()
    }
    document: dict[str, object] = {
        "method": method,
        "groups": list(names),
        "scenarios": scenarios,
        "low": None,
        "high": None,
    }
    if chance is not None:
        document["low"] = {
            "people": chance.low.tolist(),
            "totals": chance.total_low.tolist(),
        }
        document["high"] = {
            "people": chance.high.tolist(),
            "totals": chance.total_high.tolist(),
        }
    return document


def tell(names: tuple[str, ...], paths: dict[str, Floats], chance: Range | None) -> None:
    for scenario, people in paths.items():
        click.echo(f"Scenario: {scenario}")
        steps = tuple("now" if step == 0 else f"step {step}" for step in range(len(people)))
        rows = [
            (name, *(f"{cell:.0f}" for cell in cells))
            for name, cells in zip(names, people.T, strict=True)
        ]
        rows.append(("all", *(f"{cell:.0f}" for cell in people.sum(axis=1))))
        if chance is not None:
            ends = zip(np.round(chance.total_low), np.round(chance.total_high), strict=True)
            rows.append(("95 %", *(f"{low:.0f}-{high:.0f}" for low, high in ends)))
        print_rows(("age", *steps), rows)
