"""A whole release out of what it rests on: when it is made, and again when it is verified."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from app.releases import computing
from app.releases.computing import Computed, NetworkMargins
from app.releases.lists import Lists
from app.releases.waves import changes
from app.releases.waves.changes import TwoWaves
from app.releases.waves.former import Former


class Counted(computing.Counted, Protocol):
    """One response that counts."""

    @property
    def campaign(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a release is computed from. former: the wave that it is compared with."""

    margins: NetworkMargins
    seed: int
    lists: Lists
    former: Former | None = None


def whole(counted: Sequence[Counted], sources: Sources) -> Computed:
    """Every cell, of both waves where there are two. Raises MissingMarginError."""
    before = () if sources.former is None else frozenset(sources.former.campaigns)
    now = tuple(each for each in counted if each.campaign not in before)
    found = computing.compute(now, sources.margins, sources.seed, sources.lists)
    if sources.former is None:
        return found
    waves = TwoWaves(
        former=sources.former,
        now=now,
        before=tuple(each for each in counted if each.campaign in before),
        margins=sources.margins,
    )
    added = changes.cells(found.cells, waves, sources.lists, sources.seed)
    return replace(found, cells=(*found.cells, *added))
