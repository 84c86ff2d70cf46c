"""flask foresight actors …: who can act on whom, who is with whom (MACTOR)."""

from pathlib import Path

import click
import numpy as np

from app.commands.foresight.square_matrix import NamedMatrix, read_square
from app.commands.foresight.telling import READABLE, explained, print_json, print_rows
from app.estimation.arrays import Floats
from app.foresight.actors import STRONGEST, Sides, Strategies, Variant, strategies
from app.formats.number_table import NumberTable, read_number_table
from app.questionnaire.reading import Position

VARIANTS = ["diagonal-excluded", "diagonal-in-second-factor"]


@click.command()
@click.argument("influences", type=READABLE)
@click.argument("positions", type=READABLE)
@click.option("--variant", type=click.Choice(VARIANTS), default=VARIANTS[0], show_default=True)
@click.option("--json", "is_json", is_flag=True, help="Print one JSON value.")
def actors(influences: Path, positions: Path, *, variant: Variant, is_json: bool) -> None:
    """Strategies of actors. INFLUENCES: a square matrix, 0 to 4, rows act on columns.
    POSITIONS: a row an actor, a column an objective, -4 (against) to 4 (for)."""
    with explained(influences, is_json=is_json):
        matrix = read_square(influences)
        _refuse_too_strong(influences, matrix)
        table = read_positions(positions, matrix.names)
        found = strategies(matrix.numbers, np.array(table.rows, dtype=np.float64), variant)
    if is_json:
        print_json(as_document(matrix.names, table.header, found, variant))
    else:
        tell(matrix.names, table.header, found)


def read_positions(path: Path, names: tuple[str, ...]) -> NumberTable:
    """Raises UnreadableError where rows are not the actors or a position is out of range."""
    table = read_number_table(path, has_names=True)
    for row, name in enumerate(table.names):
        if row >= len(names) or name != names[row]:
            wanted = names[row] if row < len(names) else "no further actor"
            message = f"Row {row + 1} is {name}; the matrix of influences has {wanted} there."
            mend = "Name the same actors in the same order."
            raise table.refuse(_row(table, row), "name-mismatch", message=message, mend=mend)
    if len(table.names) < len(names):
        message = f"{names[len(table.names)]} has no row."
        raise table.refuse(
            _row(table, -1), "missing-row", message=message, mend="Give each actor a row."
        )
    _refuse_far(table)
    return table


def _row(table: NumberTable, row: int) -> Position:
    return Position(table.lines[row], 1)


def _refuse_far(table: NumberTable) -> None:
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            if cell is not None and abs(cell) > STRONGEST:
                message = f"A position is {cell:g}."
                raise table.refuse(
                    table.at(row, column), "range", message=message, mend="Write -4 to 4."
                )


def _refuse_too_strong(path: Path, matrix: NamedMatrix) -> None:
    table = read_number_table(path, has_names=True, allows_gaps=True)
    for row, column in np.argwhere(matrix.numbers > STRONGEST).tolist():
        message = f"An influence is {matrix.numbers[row, column]:g}."
        raise table.refuse(table.at(row, column), "range", message=message, mend="Write 0 to 4.")


def as_document(
    names: tuple[str, ...], objectives: tuple[str, ...], found: Strategies, variant: Variant
) -> dict[str, object]:
    power, best, each = found.power, found.strongest_path, found.objectives
    sides = {"1": found.by_sign, "2": found.by_value, "3": found.by_strength}
    return {
        "variant": variant,
        "influence": _named(names, power.influence),
        "dependence": _named(names, power.dependence),
        "strength": _named(names, power.strength),
        "strength_by_strongest_path": _named(names, best.strength),
        "reach": _table(names, names, power.reach),
        "strongest_path": _table(names, names, best.reach),
        "positions": _table(names, objectives, found.positions),
        "convergence": {o: _table(names, names, side.convergence) for o, side in sides.items()},
        "divergence": {o: _table(names, names, side.divergence) for o, side in sides.items()},
        "ambivalence": {o: _named(names, side.ambivalence) for o, side in sides.items()},
        "objectives": {
            "support": _named(objectives, each.support),
            "opposition": _named(objectives, each.opposition),
            "mobilisation": _named(objectives, each.mobilisation),
        },
    }


def _named(names: tuple[str, ...], numbers: Floats) -> dict[str, float | None]:
    cells = numbers.tolist()
    return {n: None if np.isnan(cell) else cell for n, cell in zip(names, cells, strict=True)}


def _table(
    rows: tuple[str, ...], columns: tuple[str, ...], numbers: Floats
) -> dict[str, dict[str, float | None]]:
    return {name: _named(columns, row) for name, row in zip(rows, numbers, strict=True)}


def tell(names: tuple[str, ...], objectives: tuple[str, ...], found: Strategies) -> None:
    power, doubt = found.power, found.by_strength.ambivalence
    columns = (power.influence, power.dependence, power.strength, doubt)
    rows: list[tuple[str, ...]] = [
        (name, f"{i:g}", f"{d:g}", f"{r:.2f}", "-" if np.isnan(a) else f"{a:.2f}")
        for name, i, d, r, a in zip(names, *(each.tolist() for each in columns), strict=True)
    ]
    print_rows(("actor", "influence", "dependence", "strength", "ambivalence"), rows)
    click.echo()
    sides = found.objectives
    numbers = zip(objectives, sides.support, sides.opposition, sides.mobilisation, strict=True)
    told: list[tuple[str, ...]] = [
        (name, *(f"{cell:.2f}" for cell in cells)) for name, *cells in numbers
    ]
    print_rows(("objective", "for", "against", "mobilised"), told)
    click.echo()
    click.echo(nearest_pairs(names, found.by_strength))


def nearest_pairs(names: tuple[str, ...], sides: Sides) -> str:
    first, second = (_strongest_pair(names, t) for t in (sides.convergence, sides.divergence))
    return f"Strongest convergence: {first or 'none'}. Strongest divergence: {second or 'none'}."


def _strongest_pair(names: tuple[str, ...], table: Floats) -> str:
    row, column = np.unravel_index(int(np.argmax(np.triu(table))), table.shape)
    return f"{names[row]} and {names[column]}" if table[row, column] > 0 else ""
