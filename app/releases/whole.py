"""A whole release out of what it rests on: when it is made, and again when it is verified."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from app.reference.cells import Cell
from app.reference.open_codes import OpenCodes
from app.releases import computing
from app.releases.computing import Computed, NetworkMargins
from app.releases.lists import Lists
from app.releases.open_answers import cells as open_answers
from app.releases.waves import changes
from app.releases.waves.changes import TwoWaves
from app.releases.waves.former import Former

NO_CODES = OpenCodes()


class Counted(computing.Counted, Protocol):
    """One response that counts."""

    @property
    def campaign(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a release is computed from. former: the wave that it is compared with. codes: of open
    answers."""

    margins: NetworkMargins
    seed: int
    lists: Lists
    former: Former | None = None
    codes: OpenCodes = NO_CODES


def whole(counted: Sequence[Counted], sources: Sources) -> Computed:
    """Every cell, of both waves where there are two. Raises MissingMarginError."""
    before = () if sources.former is None else frozenset(sources.former.campaigns)
    now = tuple(each for each in counted if each.campaign not in before)
    found = computing.compute(now, sources.margins, sources.seed, sources.lists)
    added = list(open_answers.cells(found.places, sources.lists, sources.codes))
    if sources.former is not None:
        then = tuple(each for each in counted if each.campaign in before)
        added += _changes(found, then, sources, sources.former)
    return replace(found, cells=(*found.cells, *added))


def _changes(
    found: Computed, then: Sequence[Counted], sources: Sources, former: Former
) -> Iterator[Cell]:
    before = computing.sampled(then, former.margins, sources.lists)
    waves = TwoWaves(former=former, now=found.places, before=before)
    yield from changes.cells(found.cells, waves, sources.lists, sources.seed)
    yield from open_answers.rising(found.places, before, sources.lists, former.wave)
