"""Rows of answers that researchers may share: nobody alone in them, and no group all of one answer.

k-anonymity by generalisation, then by leaving out: what tells who somebody is (the quasi-
identifiers) is made coarser, column by column, until nearly every combination holds k rows; of the
rows that are left alone all those values are blanked. Distinct l-diversity: in each combination a
sensitive answer has at least l different values, or it is blanked there.

Source: Sweeney 2002; Machanavajjhala et al. 2007. Being unique in the sample is counted before.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Row: TypeAlias = tuple[str, ...]
Levels: TypeAlias = tuple[Mapping[str, str], ...]  # of one column, each coarser than the last

LEAST_ALIKE = 5
LEAST_DIFFERENT = 2
MOST_BLANKED = 0.05  # of the rows; beyond, a column is made coarser first
BLANK = ""


@dataclass(frozen=True, slots=True)
class Anonymous:
    """rows: the quasi-identifiers as they may be shown, in the order given. levels: how coarse each
    column became, 0 as it was. unique: share of rows that were alone before, in [0, 1]. blanked:
    rows without any of these values."""

    rows: tuple[Row, ...]
    levels: tuple[int, ...]
    unique: float
    blanked: int


def anonymous(
    rows: Sequence[Row], coarser: Sequence[Levels], least: int = LEAST_ALIKE
) -> Anonymous:
    """rows: one value a quasi-identifier; coarser: of each column, value to a wider one.

    After the last level a column is blanked whole. Of the columns that can be coarser, the one is
    taken that leaves the fewest rows alone. Blanked rows are as many as `least`, or none.
    """
    levels = [0] * len(coarser)
    unique = _alone(rows, 2) / len(rows) if rows else 0.0
    shown = list(rows)
    while _alone(shown, least) > MOST_BLANKED * len(shown):
        open_columns = [place for place, each in enumerate(coarser) if levels[place] <= len(each)]
        if not open_columns:
            break
        chosen = min(
            open_columns, key=lambda each: _alone(_raised(rows, coarser, levels, each), least)
        )
        levels[chosen] += 1
        shown = [_at(row, coarser, levels) for row in rows]
    kept, blanked = _without_alone(shown, least)
    return Anonymous(tuple(kept), tuple(levels), unique, blanked)


def diverse(
    rows: Sequence[Row], answers: Sequence[str], least: int = LEAST_DIFFERENT
) -> tuple[str, ...]:
    """A sensitive answer a row, blanked where its group has fewer than `least` different ones.

    Without an answer is no answer: it makes no group more different.
    """
    found: dict[Row, set[str]] = {}
    for row, answer in zip(rows, answers, strict=True):
        found.setdefault(row, set()).update({answer} - {BLANK})
    return tuple(
        answer if len(found[row]) >= least else BLANK
        for row, answer in zip(rows, answers, strict=True)
    )


def _alone(rows: Sequence[Row], least: int) -> int:
    """Rows of groups with fewer than `least`."""
    return sum(count for count in Counter(rows).values() if count < least)


def _raised(
    rows: Sequence[Row], coarser: Sequence[Levels], levels: Sequence[int], place: int
) -> list[Row]:
    tried = [level + (each == place) for each, level in enumerate(levels)]
    return [_at(row, coarser, tried) for row in rows]


def _at(row: Row, coarser: Sequence[Levels], levels: Sequence[int]) -> Row:
    return tuple(
        _wider(value, each, level) for value, each, level in zip(row, coarser, levels, strict=True)
    )


def _wider(value: str, coarser: Levels, level: int) -> str:
    if level == 0:
        return value
    return coarser[level - 1].get(value, BLANK) if level <= len(coarser) else BLANK


def _without_alone(rows: Sequence[Row], least: int) -> tuple[list[Row], int]:
    """The blanked rows are a group too: where they are few, the smallest groups join them."""
    blank = (BLANK,) * len(rows[0]) if rows else ()
    groups = Counter(row for row in rows if row != blank)
    gone = {row for row, count in groups.items() if count < least}
    size = sum(groups[row] for row in gone) + list(rows).count(blank)
    for row, count in sorted(groups.items(), key=lambda each: (each[1], each[0])):
        if not 0 < size < least:
            break
        if row not in gone:
            gone.add(row)
            size += count
    return [blank if row in gone else row for row in rows], size
