"""From counted answers to the cells of a release: a pure function, so that it can be verified."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol, TypeAlias

import numpy as np

from app.estimation.design import Design
from app.estimation.drafts import Draft, bits
from app.estimation.protections import ALL, Protections
from app.estimation.tables import Answers, AnswerTable
from app.reference.audiences import Audience
from app.reference.cells import NETWORK, Cell
from app.releases.frozen_waves import Behind, Earlier
from app.releases.indicators import registry
from app.releases.indicators.grounds import Grounds
from app.releases.lists import Lists, Part
from app.releases.protecting import Others, protected
from app.releases.samples import (
    Sample,
    Samples,
    network_sample,
    part_sample,
    territory_sample,
)
from app.releases.weighting import Margins, MissingMarginError, Weighted
from app.releases.weighting import weigh as by_margins

NetworkMargins: TypeAlias = Mapping[str, Mapping[str, Margins]]  # territory to audience to margins
Place: TypeAlias = tuple[str, str]  # territory and audience
Weighing: TypeAlias = Callable[[str, AnswerTable, Margins, Lists], Weighted]
Kind: TypeAlias = tuple[str, Part | None]  # an audience, and a part of its questionnaire


class Counted(Protocol):
    """One response that counts."""

    @property
    def audience(self) -> str: ...
    @property
    def territory(self) -> str: ...
    @property
    def answers(self) -> Answers: ...


@dataclass(frozen=True, eq=False)
class Computed:
    """The protected cells, and what weighting had to join or leave out."""

    cells: tuple[Cell, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Drafts:
    """Cells with what nobody is shown; others: of each territory, those of all others together."""

    cells: tuple[Cell, ...]
    others: Others
    notes: tuple[str, ...]


def cells_of(
    counted: Iterable[Counted], margins: NetworkMargins, seed: int, lists: Lists
) -> tuple[Cell, ...]:
    """Every cell of a release, in a fixed order; the same input gives the same cells.

    margins: territory to audience to margin to level to total; they say which territories and
    which audiences the release has. Raises MissingMarginError.
    """
    return compute(counted, margins, seed, lists).cells


def compute(
    counted: Iterable[Counted],
    margins: NetworkMargins,
    seed: int,
    lists: Lists,
    weigh: Weighing = by_margins,
) -> Computed:
    """As cells_of(), with the notes on weighting; weigh: how, by default to the margins."""
    return released(estimated(counted, margins, seed, lists, weigh))


def released(
    made: Drafts, protections: Protections = ALL, earlier: Earlier | None = None
) -> Computed:
    """The cells as they may be published.

    protections: the rules of release, all of them wherever something is published. earlier: the
    last published release of the same campaigns. Raises WithheldError, NothingNewError.
    """
    found = protected(made.cells, made.others, protections, earlier)
    return Computed(found.cells, (*made.notes, *found.notes))


def estimated(
    counted: Iterable[Counted],
    margins: NetworkMargins,
    seed: int,
    lists: Lists,
    weigh: Weighing = by_margins,
) -> Drafts:
    """Every cell with its exact estimate, before the rules that look at several cells at once."""
    weighing = partial(_weigh_place, margins, lists, weigh)
    samples = _territory_samples(_tables(counted, margins), lists, weighing)
    headlines_of = partial(Grounds, lists=lists.without_groups(), margins=margins, seed=seed)
    others = {
        name: tuple(registry.headlines_of(headlines_of(samples=_others(name, samples))))
        for name in margins
    }
    cells = tuple(
        cell for each in _grounds(samples, margins, lists, seed) for cell in registry.cells_of(each)
    )
    return Drafts(cells, others, (*_notes(samples), *lists.further.notes()))


def _grounds(
    samples: Mapping[Kind, Mapping[str, Sample]],
    margins: NetworkMargins,
    lists: Lists,
    seed: int,
) -> Iterator[Grounds]:
    """Of each territory, then of the network."""
    grounds_of = partial(Grounds, lists=lists, margins=margins, seed=seed)
    for name in margins:
        here = _together(name, _places(samples, name))
        yield grounds_of(samples=here, others=_others(name, samples))
    network = {kind: network_sample(kind[0], found) for kind, found in samples.items()}
    yield grounds_of(samples=_together(NETWORK, network))


def behind(counted: Iterable[Counted], margins: NetworkMargins, lists: Lists) -> Behind:
    """Who is behind every number, without estimating any."""
    tables = _tables(counted, margins)
    samples = _territory_samples(tables, lists, lambda _place, answers: _unweighted(answers))
    places = {name: _places(samples, name) for name in margins}
    places[NETWORK] = {kind: network_sample(kind[0], found) for kind, found in samples.items()}
    grounds_of = partial(Grounds, lists=lists, margins=margins)
    cells = [
        cell
        for name, found in places.items()
        for cell in registry.cells_of(grounds_of(samples=_together(name, _only_counted(found))))
    ]
    wholes = {
        (name, kind[0]): bits(sample.people, np.ones(sample.people.size, dtype=np.bool_))
        for name, found in places.items()
        for kind, sample in found.items()
        if kind[1] is None
    }
    people = {each.key: each.people for each in cells if isinstance(each, Draft)}
    return Behind(people, wholes, _names(tables))


def _unweighted(answers: AnswerTable) -> Weighted:
    return Weighted(Design(np.ones(answers.size)))


def _only_counted(samples: Mapping[Kind, Sample]) -> dict[Kind, Sample]:
    return {kind: replace(each, design=None) for kind, each in samples.items()}


def _names(tables: Mapping[Place, AnswerTable]) -> Mapping[str, tuple[str, ...]]:
    """By audience, a name for each respondent in the order of samples: the same wherever the same
    answers are counted, with a number where several gave the very same."""
    found: dict[str, list[str]] = {}
    met: Counter[str] = Counter()
    for (territory, audience), answers in tables.items():
        for row in answers.rows:
            said = json.dumps([territory, dict(row)], sort_keys=True, default=list)
            met[said] += 1
            found.setdefault(audience, []).append(f"{said} {met[said]}")
    return {audience: tuple(names) for audience, names in found.items()}


def _tables(counted: Iterable[Counted], margins: NetworkMargins) -> Mapping[Place, AnswerTable]:
    rows: dict[Place, list[Answers]] = {
        (territory, audience): [] for territory, known in margins.items() for audience in known
    }
    for each in counted:
        if (each.territory, each.audience) not in rows:
            raise MissingMarginError(f"{each.audience} of {each.territory}", "any")
        rows[each.territory, each.audience].append(each.answers)
    return {place: AnswerTable.of(found) for place, found in rows.items()}


def _weigh_place(
    margins: NetworkMargins, lists: Lists, weigh: Weighing, place: Place, answers: AnswerTable
) -> Weighted:
    territory, audience = place
    return weigh(audience, answers, margins[territory][audience], lists)


def _territory_samples(
    tables: Mapping[Place, AnswerTable],
    lists: Lists,
    weigh: Callable[[Place, AnswerTable], Weighted],
) -> dict[Kind, dict[str, Sample]]:
    """Kind of sample to territory to sample; respondents of an audience are numbered throughout."""
    taken: dict[str, int] = {}
    found: dict[Kind, dict[str, Sample]] = {}
    for (territory, audience), answers in tables.items():
        weigh_here = partial(weigh, (territory, audience))
        first = taken.get(audience, 0)
        taken[audience] = first + answers.size
        whole = territory_sample(audience, territory, answers, weigh_here)
        whole = replace(whole, people=np.arange(first, taken[audience]))
        found.setdefault((audience, None), {})[territory] = whole
        for part in lists.parts.get(audience, ()):
            sample = part_sample(whole, part, weigh_here)
            found.setdefault((audience, part), {})[territory] = sample
    return found


def _places(samples: Mapping[Kind, Mapping[str, Sample]], territory: str) -> dict[Kind, Sample]:
    """Of one territory; an audience that was not asked there has none."""
    return {kind: found[territory] for kind, found in samples.items() if territory in found}


def _together(territory: str, samples: Mapping[Kind, Sample]) -> Samples:
    whole = {audience: each for (audience, part), each in samples.items() if part is None}
    return Samples(
        territory,
        firms=whole.get(Audience.FIRMS),
        residents=whole.get(Audience.RESIDENTS),
        trainers=whole.get(Audience.TRAINERS),
        taking={
            (audience, question): each
            for (audience, part), each in samples.items()
            if part is not None
            for question in part.questions
        },
    )


def _others(territory: str, samples: Mapping[Kind, Mapping[str, Sample]]) -> Samples:
    """All territories but one, as one sample a kind."""
    found = {}
    for kind, places in samples.items():
        left = {name: each for name, each in places.items() if name != territory}
        found[kind] = network_sample(kind[0], left)
    return _together(NETWORK, found)


def _notes(samples: Mapping[Kind, Mapping[str, Sample]]) -> Iterator[str]:
    for (audience, part), places in samples.items():
        who = audience if part is None else f"{audience}, part {part.name}"
        for territory, sample in places.items():
            for note in sample.notes:
                yield f"{territory}, {who}: {note}"
