"""flask foresight morphology: which combinations of options are possible, and which to keep."""

from itertools import groupby
from pathlib import Path

import click
import numpy as np

from app.commands.foresight.telling import READABLE, explained, print_json, print_rows
from app.estimation.arrays import Floats
from app.foresight.morphology import Analysis, Field, Option, morphology
from app.formats.number_table import NumberTable, read_number_table


@click.command("morphology")
@click.argument("file", type=READABLE)
@click.option("--keep", type=click.IntRange(min=0), default=5, show_default=True)
@click.option("--distance", type=click.IntRange(min=1), default=1, help="Dimensions that differ.")
@click.option("--json", "is_json", is_flag=True, help="One JSON value.")
def morphology_command(file: Path, *, keep: int, distance: int, is_json: bool) -> None:
    """Possible combinations, counted; the best that differ; or the pairs that rule all out.

    FILE.csv: a square table of options named `Dimension: option`; a cell says how well two go
    together, below 0 that they can't. One of the two cells of a pair may be empty.
    """
    with explained(file, is_json=is_json):
        table = read_number_table(file, has_names=True, allows_gaps=True)
        sizes = _sizes(table)
        found = morphology(Field(_scores(table, sizes), sizes), keep=keep, distance=distance)
        names = [name for name, _options in groupby(table.names, key=_dimension)]
        if is_json:
            print_json(_document(table, names, found))
        else:
            _tell(table, names, found)


def _dimension(name: str) -> str:
    return name.partition(":")[0].strip()


def _sizes(table: NumberTable) -> list[int]:
    if table.header != table.names:
        message = "The columns are not the options of the rows, in the same order."
        mend = f"Write the header as: {', '.join(table.names)}."
        raise table.refuse(table.at(0, 0), "header", message=message, mend=mend)
    for row, name in enumerate(table.names):
        if not name.partition(":")[2].strip():
            message, mend = f"{name!r} names no option.", "Write it as Dimension: option."
            raise table.refuse(table.at(row, -1), "no-option", message=message, mend=mend)
    grouped = [(name, len(list(several))) for name, several in groupby(table.names, _dimension)]
    dimensions = [name for name, _size in grouped]
    for row, name in enumerate(map(_dimension, table.names)):
        if dimensions.count(name) > 1:
            message, mend = f"The options of {name} stand apart.", "Write them one below another."
            raise table.refuse(table.at(row, -1), "apart", message=message, mend=mend)
    return [size for _name, size in grouped]


def _scores(table: NumberTable, sizes: list[int]) -> Floats:
    owner = np.repeat(np.arange(len(sizes)), sizes)
    found = np.zeros((len(owner), len(owner)))
    for row, column in np.argwhere(owner[:, None] < owner).tolist():
        cells = table.rows[row][column], table.rows[column][row]
        given = {each for each in cells if each is not None}
        if len(given) != 1:
            told = "Nothing stands here." if not given else "The cell across says something else."
            mend = "Write how well the two options go together, in one cell or the same in both."
            raise table.refuse(table.at(row, column), "pair", message=told, mend=mend)
        found[row, column] = found[column, row] = given.pop()
    return found


def _document(table: NumberTable, names: list[str], found: Analysis) -> dict[str, object]:
    return {
        "combinations": found.combinations,
        "possible": found.possible,
        "conflict": [[_name(table, names, each) for each in pair] for pair in found.conflict],
        "kept": [{"options": list(each.options), "score": each.score} for each in found.kept],
        "complete": found.is_complete,
    }


def _tell(table: NumberTable, names: list[str], found: Analysis) -> None:
    click.echo(f"{found.combinations:,} combinations, {found.possible:,} possible.")
    if found.conflict:
        click.echo("These pairs together rule everything out; lifting any one of them helps:")
    for one, other in found.conflict:
        click.echo(f"  {_name(table, names, one)} with {_name(table, names, other)}")
    if found.kept:
        rows: list[tuple[str, ...]] = [
            (
                ", ".join(_name(table, names, each) for each in enumerate(kept.options, start=1)),
                f"{kept.score:g}",
            )
            for kept in found.kept
        ]
        print_rows(("kept", "score"), rows)
    if not found.is_complete:
        click.echo("INCOMPLETE: the search was cut short, better ones may exist.")


def _name(table: NumberTable, names: list[str], option: Option) -> str:
    """dimension and option counted from 1."""
    dimension, place = option
    return [each for each in table.names if _dimension(each) == names[dimension - 1]][place - 1]
