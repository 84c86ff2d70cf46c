"""flask foresight roadmap: which actions to start, to prepare, to watch."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from app.commands.foresight.telling import READABLE, explained, print_json, print_rows
from app.foresight.roadmap import Action, Placed, RoadmapRule, Scenario, roadmap
from app.formats.number_table import NumberTable, read_number_table
from app.questionnaire.reading import Position

TIMES = ("lead_years", "needed_by")
WEIGHTS = "weight"
DAYS_A_YEAR = 365.25


@click.command("roadmap")
@click.argument("file", type=READABLE)
@click.option("--now", type=float, help="The year from which to plan, as 2027.5; else today.")
@click.option("--review-years", type=click.FloatRange(min=0), default=1.0, show_default=True)
@click.option("--option-share", type=click.FloatRange(0, 1), default=0.5, show_default=True)
@click.option("--json", "is_json", is_flag=True, help="Print one JSON value.")
def roadmap_command(
    file: Path, *, now: float | None, review_years: float, option_share: float, is_json: bool
) -> None:
    """Actions of FILE as no-regret, option or watch, with the latest year to start.

    The columns: action, lead_years, needed_by (each may be empty), then one a scenario: above 0
    where the action helps, 0 where it changes nothing, below 0 where it harms, empty where nobody
    judged. A row named weight gives scenarios other weights than 1.
    """
    year = this_year(datetime.now(UTC)) if now is None else now
    with explained(file, is_json=is_json):
        rule = RoadmapRule(option_share=option_share, review_years=review_years)
        table = read_number_table(file, has_names=True, allows_gaps=True)
        scenarios, actions = scenarios_of(table), actions_of(table)
        placed = roadmap(actions, scenarios, year, rule)
    if is_json:
        names = [each.name for each in scenarios]
        print_json({"now": year, "scenarios": names, "actions": [as_dict(each) for each in placed]})
    else:
        tell(placed)


def this_year(today: datetime) -> float:
    """The year with the part of it that has passed, to a tenth."""
    return round(today.year + (today.timetuple().tm_yday - 1) / DAYS_A_YEAR, 1)


def scenarios_of(table: NumberTable) -> list[Scenario]:
    _check_columns(table)
    names = table.header[len(TIMES) :]
    if WEIGHTS not in table.names:
        return [Scenario(name=name) for name in names]
    row = table.names.index(WEIGHTS)
    weights = table.rows[row][len(TIMES) :]
    for place, weight in enumerate(weights):
        if weight is None or weight < 0:
            at = table.at(row, len(TIMES) + place)
            message = "A scenario has no weight." if weight is None else "A weight is below 0."
            raise table.refuse(at, "weight", message=message, mend="Write 0 or more.")
    if not any(weights):
        message, mend = "All scenarios weigh 0.", "Write a number above 0 for one at least."
        raise table.refuse(table.at(row, -1), "weight", message=message, mend=mend)
    return [
        Scenario(name=name, weight=weight or 0.0)
        for name, weight in zip(names, weights, strict=True)
    ]


def _check_columns(table: NumberTable) -> None:
    if table.header[: len(TIMES)] != TIMES or len(table.header) == len(TIMES):
        at = Position(1)
        message = "The columns are not: action, lead_years, needed_by, then one a scenario."
        raise table.refuse(at, "columns", message=message, mend="Name and order them so.")


def actions_of(table: NumberTable) -> list[Action]:
    found = []
    for place, (name, row) in enumerate(zip(table.names, table.rows, strict=True)):
        if name == WEIGHTS:
            continue
        lead, needed = row[0], row[1]
        if lead is not None and lead < 0:
            at = table.at(place, 0)
            raise table.refuse(at, "lead", message="A lead time is below 0.", mend="Write years.")
        effects = row[len(TIMES) :]
        found.append(Action(name=name, lead_years=lead, needed_by=needed, effects=effects))
    return found


def as_dict(placed: Placed) -> dict[str, object]:
    return {
        "name": placed.action.name,
        "kind": placed.kind,
        "helps": placed.helps,
        "harms": placed.harms,
        "unjudged": placed.unjudged,
        "share": placed.share,
        "latest_start": placed.latest_start,
        "slack_years": placed.slack_years,
        "timing": placed.timing,
    }


def tell(placed: Sequence[Placed]) -> None:
    header = ("action", "kind", "helps in", "harms in", "not judged", "latest start", "timing")
    rows: list[tuple[str, ...]] = [
        (
            each.action.name,
            each.kind,
            ", ".join(each.helps) or "-",
            ", ".join(each.harms) or "-",
            ", ".join(each.unjudged) or "-",
            "-" if each.latest_start is None else f"{each.latest_start:g}",
            each.timing or "not known",
        )
        for each in placed
    ]
    print_rows(header, rows)
