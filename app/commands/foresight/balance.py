"""flask foresight balance …: needs against stock and offer of skills or jobs, by scenario."""

from dataclasses import asdict
from pathlib import Path

import click

from app.commands.foresight.columns import NamedColumns, read_columns
from app.commands.foresight.telling import READABLE, explained, print_json, print_rows
from app.foresight.errors import AmountError
from app.foresight.skills_balance import FEWEST, Amount, Cell, Gap, balance

SIDES = ("need", "stock", "offer")
NEEDED = tuple(f"{side}{end}" for side in SIDES for end in ("", "_low", "_high"))
OPTIONAL = (*(f"{side}_n" for side in SIDES), "limit")
SCENARIO = "scenario "
WORDS = {
    "short": "short",
    "enough": "enough",
    "open": "not clear",
    "hidden": f"hidden, under {FEWEST} answers",
}


@click.command(name="balance")
@click.argument("file", type=READABLE)
@click.option("--json", "is_json", is_flag=True, help="Print one JSON value.")
def balance_command(file: Path, *, is_json: bool) -> None:
    """Gaps of the skills or jobs in FILE: need less stock and offer, persons, each with low and
    high (need, need_low, need_high, …), optional need_n …, limit, and columns `scenario NAME`."""
    with explained(file, is_json=is_json):
        found = balance(read_cells(file))
    if is_json:
        print_json({"gaps": [asdict(gap) for gap in found]})
        return
    header = ("skill", "scenario", "need", "supply", "gap", "interval", "verdict")
    print_rows(header, [told(gap) for gap in found])


def read_cells(path: Path) -> list[Cell]:
    columns = read_columns(path, NEEDED, OPTIONAL, SCENARIO)
    sides = {side: _amounts(columns, side) for side in SIDES}
    limits = columns.optional("limit")
    factors = _multipliers(columns)
    for row, limit in enumerate(limits):
        if limit is not None and limit < 0:
            raise columns.refuse(
                row, "limit", message=f"The limit is {limit:g}.", mend="Write 0 or more, or none."
            )
    return [
        Cell(
            name=name,
            need=sides["need"][row],
            stock=sides["stock"][row],
            offer=sides["offer"][row],
            limit=limits[row],
            multipliers={scenario: numbers[row] for scenario, numbers in factors.items()},
        )
        for row, name in enumerate(columns.names)
    ]


def _amounts(columns: NamedColumns, side: str) -> list[Amount]:
    values, lows, highs = (columns.whole(f"{side}{end}") for end in ("", "_low", "_high"))
    found = []
    for row, count in enumerate(columns.optional(f"{side}_n")):
        try:
            found.append(
                Amount(
                    value=values[row],
                    low=lows[row],
                    high=highs[row],
                    n=None if count is None else int(count),
                )
            )
        except AmountError as error:
            mend = f"Write 0 <= {side}_low <= {side} <= {side}_high."
            raise columns.refuse(row, side, message=error.message, mend=mend) from error
    return found


def _multipliers(columns: NamedColumns) -> dict[str, list[float]]:
    named = [name for name in columns.table.header if name.startswith(SCENARIO)]
    found = {name.removeprefix(SCENARIO): columns.whole(name) for name in named}
    for scenario, numbers in found.items():
        for row, number in enumerate(numbers):
            if number < 0:
                message = f"The multiplier is {number:g}."
                raise columns.refuse(
                    row, f"{SCENARIO}{scenario}", message=message, mend="Write 0 or more."
                )
    return found or {"as given": [1.0] * len(columns.names)}


def told(gap: Gap) -> tuple[str, ...]:
    if gap.value is None:
        return (gap.name, gap.scenario, "-", "-", "-", "-", WORDS[gap.verdict])
    return (
        gap.name,
        gap.scenario,
        f"{gap.need:.0f}",
        f"{gap.supply:.0f}",
        f"{gap.value:+.0f}",
        f"{gap.low:+.0f} to {gap.high:+.0f}",
        WORDS[gap.verdict],
    )
