"""flask foresight opinion-groups: who votes alike, and what all groups share."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict, Unpack

import click
import numpy as np

from app.commands.foresight.telling import READABLE, explained, print_json, print_rows
from app.estimation.arrays import Floats
from app.foresight.opinion import Grouping, Opinion, Representative, groups, one_way
from app.formats.number_table import NumberTable, read_number_table
from app.questionnaire.reading import Problem, UnreadableError

MOST_TOLD = 10


class Asked(TypedDict):
    seed: int
    agree: str
    drops_one_way: bool


@click.command("opinion-groups")
@click.argument("file", type=READABLE)
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Of draws.")
@click.option("--agree", type=click.Choice(["1", "-1"]), default="1", help="What agreeing is.")
@click.option("--without-one-way", "drops_one_way", is_flag=True, help="Leaves them out.")
@click.option("--json", "is_json", is_flag=True, help="Print one JSON value.")
def opinion_groups(file: Path, *, is_json: bool, **asked: Unpack[Asked]) -> None:
    """Groups of opinion in FILE: a column voter, then one a statement; 1 agree, 0 pass,
    -1 disagree, empty where not seen. Voters with 7 votes take part.

    --without-one-way leaves out voters who only ever agree, only pass or only disagree.
    """
    with explained(file, is_json=is_json):
        table = read_number_table(file, has_names=True, allows_gaps=True)
        votes = votes_of(table) * int(asked["agree"])
        ways = np.array([way is not None for way in one_way(votes)])
        found = groups(votes, asked["seed"], left_out=ways if asked["drops_one_way"] else None)
    if is_json:
        print_json(document(table, found))
    else:
        tell(table, found)


def votes_of(table: NumberTable) -> Floats:
    """Raises UnreadableError with every cell that is no vote."""
    faults = [
        Problem(
            file=table.file,
            position=table.at(row, column),
            code="vote",
            message=f"{value:g} is no vote.",
            mend="Write 1 agree, 0 pass, -1 disagree, or nothing where it was not seen.",
        )
        for row, cells in enumerate(table.rows)
        for column, value in enumerate(cells)
        if value not in {None, 1, 0, -1}
    ]
    if faults:
        raise UnreadableError(faults)
    return np.array(table.rows, dtype=np.float64)


def document(table: NumberTable, found: Opinion) -> dict[str, object]:
    takes_part = found.takes_part.tolist()
    flagged = zip(table.names, found.one_way, strict=True)
    return {
        "voters": len(table.names),
        "statements": list(table.header),
        "take_part": sum(takes_part),
        "one_way": {name: way for name, way in flagged if way is not None},
        "suggested": found.suggested,
        "groupings": [grouping_document(table, each) for each in found.groupings],
    }


def grouping_document(table: NumberTable, found: Grouping) -> dict[str, object]:
    labelled = zip(table.names, found.labels.tolist(), strict=True)
    return {
        "k": found.k,
        "sizes": found.sizes,
        "one_way": found.one_way,
        "too_small": found.too_small,
        "silhouette": found.silhouette,
        "groups": {name: label for name, label in labelled if label >= 0},
        "consensus": by_statement(table, found.consensus),
        "rejection": by_statement(table, found.rejection),
        "representative": [
            [representative_document(table, each) for each in group]
            for group in found.representatives
        ],
    }


def by_statement(table: NumberTable, numbers: Floats) -> dict[str, float]:
    return dict(zip(table.header, numbers.tolist(), strict=True))


def representative_document(table: NumberTable, found: Representative) -> dict[str, object]:
    return {
        "statement": table.header[found.statement],
        "side": found.side,
        "seen": found.seen,
        "share": found.share,
        "ratio": found.ratio,
        "z_share": found.z_share,
        "z_ratio": found.z_ratio,
        "clear": found.is_clear,
    }


def tell(table: NumberTable, found: Opinion) -> None:
    part, whole = int(found.takes_part.sum()), len(table.names)
    click.echo(f"{part} of {whole} voters take part; {_flagged(found)} vote one way only.")
    if not found.groupings:
        click.echo("There are no groups: the voters do not differ, or too few take part.")
    for each in found.groupings:
        suggested = ", suggested" if each.k == found.suggested else ""
        click.echo(f"\n{each.k} groups, silhouette {each.silhouette:.3f}{suggested}")
        print_rows(("group", "voters", "one way", "sets it apart"), _group_rows(table, each))
    if found.suggested is not None:
        click.echo(f"\nWhat all of {found.suggested} groups share:")
        print_rows(("statement", "consensus"), _shared(table, found.of(found.suggested)))


def _flagged(found: Opinion) -> int:
    return sum(way is not None for way in found.one_way)


def _group_rows(table: NumberTable, found: Grouping) -> list[tuple[str, ...]]:
    return [
        (
            f"{group + 1}{' (too small to show)' if group in found.too_small else ''}",
            str(size),
            str(found.one_way[group]),
            _apart(table, found.representatives[group]),
        )
        for group, size in enumerate(found.sizes)
    ]


def _apart(table: NumberTable, found: Sequence[Representative]) -> str:
    clear = [f"{table.header[each.statement]} ({each.side})" for each in found if each.is_clear]
    return ", ".join(clear) or "nothing clear"


def _shared(table: NumberTable, found: Grouping) -> list[tuple[str, ...]]:
    order = np.argsort(-found.consensus, kind="stable")[:MOST_TOLD].tolist()
    return [(table.header[place], f"{found.consensus[place]:.3f}") for place in order]
