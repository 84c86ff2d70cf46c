"""flask foresight gordon-hayward: events that move one another's odds, in random order."""

from dataclasses import asdict
from pathlib import Path

import click
import numpy as np

from app.commands.foresight.telling import READABLE, explained, print_json, print_rows
from app.foresight.gordon_hayward import RUNS, EventShift, gordon_hayward
from app.formats.number_table import NumberTable, read_number_table
from app.questionnaire.reading import Position


@click.command("gordon-hayward")
@click.argument("file", type=READABLE)
@click.option("--runs", type=click.IntRange(min=1), default=RUNS, show_default=True)
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True)
@click.option("--json", "is_json", is_flag=True, help="One JSON value.")
def gordon_hayward_command(file: Path, *, runs: int, seed: int, is_json: bool) -> None:
    """Events' probabilities after they influenced one another.

    FILE.csv: a row an event; columns: probability, then each event in the same order: what its
    odds are multiplied by once the row's event has occurred, 1 for no influence.
    """
    with explained(file, is_json=is_json):
        table = read_number_table(file, has_names=True, allows_gaps=True)
        _check_header(table)
        rows = [[_number(table, row, place) for place in range(len(table.header))]
                for row in range(len(table.rows))]  # fmt: skip
        given = np.array(rows)
        found = gordon_hayward(given[:, 0], given[:, 1:], seed=seed, runs=runs)
        if is_json:
            events = {name: asdict(each) for name, each in zip(table.names, found, strict=True)}
            print_json({"events": events, "runs": runs, "seed": seed})
        else:
            _tell(table.names, found)


def _check_header(table: NumberTable) -> None:
    wanted = ("probability", *table.names)
    if table.header != wanted:
        mend = f"Write it as: {', '.join(wanted)}."
        message = "The header is not the probability and then the events in the order of the rows."
        raise table.refuse(Position(1, 0), "header", message=message, mend=mend)


def _number(table: NumberTable, row: int, place: int) -> float:
    value = table.rows[row][place]
    if value is None and place == row + 1:
        return 1.0
    is_chance = place == 0
    if value is None or not (0 <= value <= 1 if is_chance else value > 0):
        message = "Nothing stands here." if value is None else f"{value:g} cannot stand here."
        mend = "Write a number from 0 to 1." if is_chance else "Write a number above 0."
        raise table.refuse(table.at(row, place), "number", message=message, mend=mend)
    return value


def _tell(names: tuple[str, ...], found: tuple[EventShift, ...]) -> None:
    rows = [
        (
            name,
            f"{each.initial:.3f}",
            f"{each.final:.3f} ({each.low:.3f} to {each.high:.3f})",
            *("none" if part is None else f"{part:.3f}" for part in (each.first, each.last)),
        )
        for name, each in zip(names, found, strict=True)
    ]
    print_rows(("event", "initial", "final", "drawn first", "drawn last"), rows)
