"""flask foresight smic: coherent probabilities of scenarios out of experts' probabilities."""

from pathlib import Path

import click
import numpy as np

from app.commands.foresight.telling import READABLE, explained, print_json, print_rows
from app.estimation.arrays import Floats
from app.foresight.smic import Coherent, smic
from app.formats.number_table import NumberTable, read_number_table
from app.questionnaire.reading import Position

CHANCE = "probability"


@click.command("smic")
@click.argument("file", type=READABLE)
@click.option("--json", "is_json", is_flag=True, help="One JSON value.")
def smic_command(file: Path, *, is_json: bool) -> None:
    """Events' probabilities made coherent, and an interval for each scenario.

    FILE.csv: a row an event; columns: probability, then `if A` and `if not A` for each event A.
    """
    with explained(file, is_json=is_json):
        table = read_number_table(file, has_names=True, allows_gaps=True)
        found = smic(
            _column(table, CHANCE),
            _conditional(table, "if "),
            _conditional(table, "if not "),
        )
        if is_json:
            print_json(_document(table.names, found))
        else:
            _tell(table.names, found)


def _place(table: NumberTable, name: str) -> int:
    if name not in table.header:
        at = Position(1, 0)
        mend = f"Add it to the header: {CHANCE}, and `if A` and `if not A` for each event A."
        raise table.refuse(
            at, "missing-column", message=f"The column {name} is missing.", mend=mend
        )
    return table.header.index(name)


def _column(table: NumberTable, name: str) -> list[float]:
    place = _place(table, name)
    return [_number(table, row, place) for row in range(len(table.rows))]


def _conditional(table: NumberTable, word: str) -> Floats:
    """By event and condition; an event's own cell is not read."""
    count = len(table.names)
    found = np.zeros((count, count))
    for column, name in enumerate(table.names):
        place = _place(table, f"{word}{name}")
        for row in range(count):
            found[row, column] = 0.0 if row == column else _number(table, row, place)
    return found


def _number(table: NumberTable, row: int, place: int) -> float:
    value = table.rows[row][place]
    if value is None or not 0 <= value <= 1:
        message = "Nothing stands here." if value is None else f"{value:g} is no probability."
        mend = "Write a number from 0 to 1."
        raise table.refuse(table.at(row, place), "probability", message=message, mend=mend)
    return value


def _document(names: tuple[str, ...], found: Coherent) -> dict[str, object]:
    return {
        "net": dict(zip(names, found.net, strict=True)),
        "objective": found.objective,
        "scenarios": [
            {
                "events": dict(zip(names, each.events, strict=True)),
                "low": each.low,
                "high": each.high,
                "max_entropy": each.likeliest,
            }
            for each in found.scenarios
        ],
    }


def _tell(names: tuple[str, ...], found: Coherent) -> None:
    rows: list[tuple[str, ...]] = [
        (name, f"{chance:.3f}") for name, chance in zip(names, found.net, strict=True)
    ]
    print_rows(("event", "net probability"), rows)
    is_coherent = "coherent" if found.objective < 1e-12 else "not coherent: the nearest are shown"
    click.echo(f"The answers are {is_coherent} (squared misses {found.objective:.4g}).\n")
    scenarios: list[tuple[str, ...]] = [
        (_named(names, each.events), f"{each.low:.3f} to {each.high:.3f}", f"{each.likeliest:.3f}")
        for each in found.scenarios
    ]
    print_rows(("scenario", "probability", "max. entropy"), scenarios)


def _named(names: tuple[str, ...], events: tuple[bool, ...]) -> str:
    return " + ".join(name for name, occurs in zip(names, events, strict=True) if occurs) or "none"
