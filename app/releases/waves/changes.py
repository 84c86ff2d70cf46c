"""Cells of change: what a number was in the wave before, and what became of it since.

A change is made of the two numbers as they are published: it tells nothing that those do not.
Both are shown or neither; the number of respondents of the earlier wave is always a band, so that
it takes back no band that the release of that wave keeps.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import partial

from app.estimation.disclosure import (
    BAND_UNDER,
    STEPS,
    Kind,
    band,
    compare,
    has_base,
    hide,
    shown_n,
)
from app.reference.audiences import Audience
from app.reference.cells import CHANGE, WAVE, Cell, Hidden, Key, by_codes
from app.releases.indicators import registry
from app.releases.indicators.grounds import Grounds
from app.releases.indicators.measuring import published_with_words
from app.releases.indicators.network_differences import HEADLINES, Headline
from app.releases.lists import Lists
from app.releases.protecting import apart
from app.releases.samples import Sample, Samples
from app.releases.waves.former import Former
from app.releases.waves.panel import error_correlation, pairs
from app.releases.waves.readings import reading

PANEL = "panel"  # the measure of IND35 that says how many answered in both waves


@dataclass(frozen=True, eq=False)
class TwoWaves:
    """The samples of a wave and of the one before, of each territory and the network, answers
    being in the codes of the newest questionnaires. said: what a release of the earlier wave
    tells: its numbers are those, and no other ones are made of them."""

    former: Former
    now: Sequence[Samples]
    before: Sequence[Samples]
    said: Mapping[Key, Cell] = field(default_factory=dict)


def cells(kept: Sequence[Cell], waves: TwoWaves, lists: Lists, seed: int) -> Iterator[Cell]:
    """Of each territory and the network; kept: the protected cells of the later wave."""
    shown = {each.key: each for each in kept}
    earlier = waves.said or _apart(waves, lists.without_groups(), seed)
    now = {each.territory: each for each in waves.now}
    for before in waves.before:
        if before.territory in now:
            two = now[before.territory], before
            yield from _of_place(two, (shown, earlier), waves.former, lists)
            yield from _told_apart(*two, waves.former.wave)


def _apart(waves: TwoWaves, lists: Lists, seed: int) -> Mapping[Key, Cell]:
    """The headlines of a wave that no release has told yet, under the same rules between cells."""
    grounds_of = partial(Grounds, lists=lists, margins=waves.former.margins, seed=seed)
    held = apart(
        cell for each in waves.before for cell in registry.headlines_of(grounds_of(samples=each))
    )
    return {each.key: each for each in held}


def _of_place(
    two: tuple[Samples, Samples],
    cells_of: tuple[Mapping[Key, Cell], Mapping[Key, Cell]],
    former: Former,
    lists: Lists,
) -> Iterator[Cell]:
    """The number of the earlier wave, and the change since, of each headline asked in both, with
    the word that all changes of the place together allow."""
    changes: list[Cell] = []
    for headline in HEADLINES:
        key = headline.key(two[0].territory)
        one, other = (found.get(key) for found in cells_of)
        if one is None or other is None:
            continue
        was = _banded(replace(other, by=_with(headline, WAVE, former.wave)))
        change = _blank(one, _with(headline, CHANGE, former.wave))
        if _is_broken(headline, former.broken):
            yield hide(was, Hidden.BREAK)
            changes.append(hide(change, Hidden.BREAK))
            continue
        r = _correlation(two, headline, lists)
        yield was
        changes.append(compare(change, one, other, headline.unit, r))
    yield from published_with_words(changes)


def _blank(cell: Cell, by: tuple[tuple[str, str], ...]) -> Cell:
    return Cell(indicator=cell.indicator, territory=cell.territory, audience=cell.audience, by=by)


def _with(headline: Headline, dimension: str, wave: str) -> tuple[tuple[str, str], ...]:
    return by_codes(**headline.by, **{dimension: wave})


def _banded(cell: Cell) -> Cell:
    return replace(cell, n=band(cell.n)) if isinstance(cell.n, int) else cell


def _is_broken(headline: Headline, broken: AbstractSet[str]) -> bool:
    return not broken.isdisjoint(reading(headline).questions)


def _correlation(two: tuple[Samples, Samples], headline: Headline, lists: Lists) -> float:
    read = reading(headline)
    now, before = (each.asked(headline.audience, read.questions[0]) for each in two)
    if now is None or before is None:
        return 0.0
    return error_correlation(now, before, read, lists)


def _told_apart(now: Samples, before: Samples, wave: str) -> Iterator[Cell]:
    """Of each audience: how many of the later wave are known to have answered before."""
    for audience in Audience:
        one, other = (_whole(each, audience) for each in (now, before))
        if one is not None and other is not None:
            yield _panel(one, len(pairs(one, other)), wave)


def _whole(samples: Samples, audience: Audience) -> Sample | None:
    return {
        Audience.FIRMS: samples.firms,
        Audience.RESIDENTS: samples.residents,
        Audience.TRAINERS: samples.trainers,
    }[audience]


def _panel(now: Sample, common: int, wave: str) -> Cell:
    """Counted, to five; hidden where the panel or the others are too few to be told of."""
    cell = Cell(
        indicator="IND35",
        territory=now.territory,
        audience=now.audience,
        by=by_codes(measure=PANEL, **{CHANGE: wave}),
    )
    if not (has_base(common) and has_base(now.answers.size - common)):
        return hide(cell)
    step = STEPS[Kind.COUNT]
    value = step * round(common / step)
    n = band(now.answers.size) if now.answers.size >= BAND_UNDER else shown_n(now.answers.size)
    return replace(cell, value=value, low=value, high=value, n=n)
