"""flask foresight trend-impact: a trend bent by events that may come, as a fan."""

from pathlib import Path

import click

from app.commands.foresight.telling import READABLE, explained, print_json, print_rows
from app.foresight.trend_impact import ROUNDING, RUNS, Event, Fan, trend_impact
from app.formats.number_table import NumberTable, read_number_table
from app.questionnaire.reading import Position

BASELINE, CHANCE, IMPACT = "baseline", "chance: ", "impact: "


@click.command("trend-impact")
@click.argument("file", type=READABLE)
@click.option("--runs", type=click.IntRange(min=1), default=RUNS, show_default=True)
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True)
@click.option("--json", "is_json", is_flag=True, help="One JSON value.")
def trend_impact_command(file: Path, *, runs: int, seed: int, is_json: bool) -> None:
    """A baseline with the events that may bend it.

    FILE.csv: a column a period; rows: `baseline`, and for each event `chance: EVENT`, that it
    comes in the period (empty: 0), and `impact: EVENT`, change as a share of the baseline in the
    period in which it comes, one later, and so on (empty at the end: the last one stays).
    """
    with explained(file, is_json=is_json):
        table = read_number_table(file, has_names=True, allows_gaps=True)
        events = [_event(table, name) for name in _names(table)]
        baseline = _whole(table, BASELINE)
        found = trend_impact(baseline, events, seed=seed, runs=runs)
        if is_json:
            print_json(_document(table.header, found, runs=runs, seed=seed))
        else:
            _tell(table.header, found)


def _names(table: NumberTable) -> list[str]:
    """The events, each by its row of chances."""
    for row, name in enumerate(table.names):
        if name != BASELINE and not name.startswith((CHANCE, IMPACT)):
            message = f"The row {name!r} is none of this method."
            mend = f"Name it {BASELINE}, {CHANCE}EVENT or {IMPACT}EVENT."
            raise table.refuse(table.at(row, -1), "row", message=message, mend=mend)
    chances, impacts = (
        [name.removeprefix(word) for name in table.names if name.startswith(word)]
        for word in (CHANCE, IMPACT)
    )
    for name in sorted(set(chances) ^ set(impacts)):
        row = table.names.index((CHANCE if name in chances else IMPACT) + name)
        mend = f"Give {CHANCE}{name} and {IMPACT}{name}."
        raise table.refuse(
            table.at(row, -1), "row", message=f"Event {name!r} has one row.", mend=mend
        )
    return chances


def _event(table: NumberTable, name: str) -> Event:
    chances = _chances(table, name)
    impacts = list(_row(table, IMPACT + name))
    while impacts and impacts[-1] is None:
        impacts.pop()
    return Event(name, tuple(chances), tuple(_whole(table, IMPACT + name, len(impacts))))


def _chances(table: NumberTable, name: str) -> list[float]:
    row = table.names.index(CHANCE + name)
    found = [value or 0.0 for value in table.rows[row]]
    for place, chance in enumerate(found):
        if not 0 <= chance <= 1:
            message, mend = f"{chance:g} is no chance.", "Write a number from 0 to 1."
            raise table.refuse(table.at(row, place), "chance", message=message, mend=mend)
    if sum(found) > 1 + ROUNDING:
        message = f"The chances sum to {sum(found):g}, but {name!r} comes once."
        raise table.refuse(table.at(row, -1), "chance", message=message, mend="Make it 1 at most.")
    return found


def _row(table: NumberTable, name: str) -> tuple[float | None, ...]:
    if name not in table.names:
        message, mend = f"The row {name} is missing.", "Add it."
        raise table.refuse(Position(), "missing-row", message=message, mend=mend)
    return table.rows[table.names.index(name)]


def _whole(table: NumberTable, name: str, length: int | None = None) -> list[float]:
    """A row, or its beginning, without gaps."""
    found: list[float] = []
    for place, value in enumerate(_row(table, name)[:length]):
        if value is None:
            at = table.at(table.names.index(name), place)
            message, mend = "Nothing stands here.", "Write a number."
            raise table.refuse(at, "empty", message=message, mend=mend)
        found.append(value)
    return found


def _document(periods: tuple[str, ...], found: Fan, *, runs: int, seed: int) -> dict[str, object]:
    return {
        "periods": list(periods),
        "baseline": list(found.baseline),
        "expected": list(found.expected),
        "quantiles": {f"{level:g}": list(values) for level, values in found.quantiles},
        "runs": runs,
        "seed": seed,
    }


def _tell(periods: tuple[str, ...], found: Fan) -> None:
    lines = [("baseline", found.baseline), ("expected", found.expected)]
    lines += [(f"{level:.0%}", values) for level, values in found.quantiles]
    header = ("period", *(name for name, _values in lines))
    rows = [
        (period, *(f"{values[place]:.4g}" for _name, values in lines))
        for place, period in enumerate(periods)
    ]
    print_rows(header, rows)
