"""flask foresight structural …: which variables drive a system, from a matrix of influences."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import click
import numpy as np

from app.commands.foresight.square_matrix import read_same, read_square
from app.commands.foresight.telling import READABLE, explained, print_json, print_rows
from app.foresight.influence_plane import Cut, Plane, RankIntervals, plane, rank_intervals
from app.foresight.influence_powers import Ranks, Sums
from app.foresight.structural import Analysis, analyse, with_potential

Names = tuple[str, ...]


@click.command()
@click.argument("files", nargs=-1, required=True, type=READABLE)
@click.option("--potential", type=READABLE, help="Influences that may come, 0 where there is one.")
@click.option("--cut", type=click.Choice(["mean", "median"]), default="mean", show_default=True)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Of the draws of experts.",
)
@click.option("--details", is_flag=True, help="With --json: corners, limit and intervals too.")
@click.option("--json", "is_json", is_flag=True, help="Print one JSON value.")
def structural(
    files: tuple[Path, ...], *, potential: Path | None, cut: Cut, seed: int, **shown: bool
) -> None:
    """Direct and indirect influence of the variables in FILES: a square matrix, rows influence
    columns. Several files are several experts: their mean is analysed, with rank intervals."""
    with explained(files[0], is_json=shown["is_json"]):
        first = read_square(files[0])
        matrices = [first.numbers, *(read_same(path, first.names) for path in files[1:])]
        matrix = np.mean(matrices, axis=0)
        if potential is not None:
            added = with_potential(matrix, read_same(potential, first.names))
            matrices, matrix = [one + (added - matrix) for one in matrices], added
        found = analyse(matrix)
        corners = plane(found.indirect or found.direct, cut)
        direct, indirect = None, None
        if len(matrices) > 1:
            direct = rank_intervals(matrices, seed=seed)
            indirect = found.power and rank_intervals(matrices, seed=seed, power=found.power)
        ranges = {"direct": direct, "indirect": indirect or None}
    if shown["is_json"]:
        document = as_document(first.names, found)
        details = as_details(first.names, found, corners, ranges)
        print_json({**document, **details} if shown["details"] else document)
    else:
        tell(first.names, found, corners, direct)


def as_document(names: Names, found: Analysis) -> dict[str, object]:
    return {
        "direct": _by_side(names, found.direct),
        "indirect": _by_side(names, found.indirect) if found.indirect else None,
        "stable": found.stable,
        "power": found.power,
    }


def as_details(
    names: Names, found: Analysis, corners: Plane, ranges: Mapping[str, RankIntervals | None]
) -> dict[str, object]:
    drawn = {name: each for name, each in ranges.items() if each is not None}
    return {
        "kind": found.kind,
        "period": found.period,
        "looked_at": found.looked_at,
        "vanishes_at": found.vanishes_at,
        "all_paths": _by_side(names, found.all_paths) if found.all_paths else None,
        "limit": _by_side(names, Sums(found.limit.influence, found.limit.dependence))
        if found.limit
        else None,
        "oscillation": [_by_side(names, each) for each in found.oscillation],
        "cut": {
            "at": corners.cut,
            "influence": corners.influence_cut,
            "dependence": corners.dependence_cut,
        },
        "quadrants": dict(zip(names, corners.quadrants, strict=True)),
        "rank_intervals": {each: _ranges(names, drawn[each]) for each in drawn},
    }


def _by_side(names: Names, sums: Sums | Ranks) -> dict[str, dict[str, float]]:
    return {
        "influence": dict(zip(names, sums.influence, strict=True)),
        "dependence": dict(zip(names, sums.dependence, strict=True)),
    }


def _ranges(names: Names, found: RankIntervals) -> dict[str, dict[str, list[int]]]:
    sides = {
        "influence": zip(found.influence_low, found.influence_high, strict=True),
        "dependence": zip(found.dependence_low, found.dependence_high, strict=True),
    }
    return {
        side: {name: list(pair) for name, pair in zip(names, pairs, strict=True)}
        for side, pairs in sides.items()
    }


def tell(names: Names, found: Analysis, corners: Plane, direct: RankIntervals | None) -> None:
    header = ("variable", "influence", "place", "dependence", "place", "indirect places", "corner")
    influence, dependence = _places(found.ranks, direct)
    rows: list[tuple[str, ...]] = [
        (
            name,
            f"{found.direct.influence[place]:g}",
            influence[place],
            f"{found.direct.dependence[place]:g}",
            dependence[place],
            _indirect(found.indirect_ranks, place),
            corners.quadrants[place],
        )
        for place, name in enumerate(names)
    ]
    print_rows(header, rows)
    click.echo(verdict(found))
    which = "indirect" if found.indirect else "direct"
    click.echo(f"Corners of the {which} plane, cut at the {corners.cut}.")


def _indirect(ranks: Ranks | None, place: int) -> str:
    return "-" if ranks is None else f"{ranks.influence[place]}, {ranks.dependence[place]}"


def _places(ranks: Ranks, among: RankIntervals | None) -> tuple[list[str], list[str]]:
    """Influence and dependence, with the interval over experts where there are several."""
    if among is None:
        return [str(each) for each in ranks.influence], [str(each) for each in ranks.dependence]
    influence = zip(ranks.influence, among.influence_low, among.influence_high, strict=True)
    dependence = zip(ranks.dependence, among.dependence_low, among.dependence_high, strict=True)
    return _with_ends(influence), _with_ends(dependence)


def _with_ends(each: Iterable[tuple[int, int, int]]) -> list[str]:
    return [f"{rank} [{low}, {high}]" for rank, low, high in each]


def verdict(found: Analysis) -> str:
    if found.kind == "nilpotent":
        return (
            f"No loop: power {found.vanishes_at} is zero, so there is no indirect order. "
            "--details shows the sum of all paths."
        )
    if found.kind == "cyclic":
        return (
            f"No stable order: the influences come back every {found.period} steps, "
            "and the order with them."
        )
    if not found.stable:
        known = " Where the shares end is known: --details." if found.limit else ""
        return f"No stable order within {found.looked_at} powers.{known}"
    return (
        f"The order is stable from power {found.power} on (looked at: {found.looked_at}); "
        "indirect places are of that power."
    )
