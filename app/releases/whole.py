"""A whole release out of what it rests on: when it is made, and again when it is verified."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from app.estimation.protections import ALL, Protections
from app.reference.cells import Cell, Hidden, Key
from app.reference.open_codes import NO_CODES, OpenCodes
from app.releases import sampling
from app.releases.computing import Computed, estimated, released
from app.releases.frozen_waves import Earlier
from app.releases.lists import Lists
from app.releases.open_answers import cells as open_answers
from app.releases.samples import Samples
from app.releases.sampling import NetworkMargins, sampled
from app.releases.waves import changes
from app.releases.waves.changes import TwoWaves
from app.releases.waves.former import Former


class Counted(sampling.Counted, Protocol):
    """One response that counts."""

    @property
    def campaign(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a release is computed from. former: the wave that it is compared with; said: what a
    release of that wave tells, if one was published. codes: of open answers."""

    margins: NetworkMargins
    seed: int
    lists: Lists
    former: Former | None = None
    said: Mapping[Key, Cell] = field(default_factory=dict)
    codes: OpenCodes = NO_CODES


def whole(
    counted: Sequence[Counted],
    sources: Sources,
    *,
    protections: Protections = ALL,
    earlier: Earlier | None = None,
) -> Computed:
    """Every cell, of both waves where there are two; earlier: see released().

    Codes of open answers are shares as others are, under all rules between cells. Raises
    MissingMarginError, WithheldError, NothingNewError.
    """
    before = () if sources.former is None else frozenset(sources.former.campaigns)
    now = tuple(each for each in counted if each.campaign not in before)
    then = tuple(each for each in counted if each.campaign in before)
    made = estimated(now, sources.margins, sources.seed, sources.lists)
    coded = open_answers.coded(made.places, sources.lists, sources.codes)
    found = released(replace(made, cells=(*made.cells, *coded)), protections, earlier)
    added = tuple(_added(found, made.places, then, sources))
    if earlier is not None and protections.waves:
        added = earlier.settled(added)
    return replace(found, cells=(*found.cells, *map(_marked, added)))


def _added(
    found: Computed, places: Sequence[Samples], then: Sequence[Counted], sources: Sources
) -> Iterator[Cell]:
    """What is made of numbers as they are told, and terms and topics, which have their own rule."""
    yield from open_answers.used(places, sources.lists)
    if sources.former is None:
        return
    before = sampled(then, sources.former.margins, sources.lists)
    waves = TwoWaves(former=sources.former, now=places, before=before, said=sources.said)
    yield from changes.cells(found.cells, waves, sources.lists, sources.seed)
    yield from open_answers.rising(places, before, sources.lists, sources.former.wave)


def _marked(cell: Cell) -> Cell:
    """A break is a fact of what was asked and tells of nobody."""
    if cell.hidden in {None, Hidden.BREAK}:
        return cell
    return replace(cell, hidden=Hidden.CONFIDENTIAL)
