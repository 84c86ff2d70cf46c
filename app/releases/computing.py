"""From counted answers to the cells of a release: a pure function, so that it can be verified."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeAlias

from app.estimation.tables import Answers, AnswerTable
from app.reference.audiences import Audience
from app.reference.cells import NETWORK, Cell
from app.releases.differences import without_differences
from app.releases.indicators import network_differences, registry
from app.releases.indicators.grounds import Grounds
from app.releases.lists import Lists, Part
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
    weighing = partial(_weigh_place, margins, lists, weigh)
    samples = _territory_samples(_tables(counted, margins), lists, weighing)
    grounds_of = partial(Grounds, lists=lists, margins=margins, seed=seed)
    others = {name: _others(name, samples) for name in margins}
    places = [
        grounds_of(samples=_together(name, _places(samples, name)), others=others[name])
        for name in margins
    ]
    network = {kind: network_sample(kind[0], found) for kind, found in samples.items()}
    places.append(grounds_of(samples=_together(NETWORK, network)))
    kept = without_differences([cell for each in places for cell in registry.cells_of(each)])
    headlines_of = partial(grounds_of, lists=lists.without_groups())
    beside = [
        cell
        for name, found in others.items()
        for cell in network_differences.cells(
            name, kept, registry.headlines_of(headlines_of(samples=found))
        )
    ]
    notes = (*_notes(samples), *lists.further.notes())
    return Computed((*kept, *beside), notes)


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
    """Kind of sample to territory to sample."""
    found: dict[Kind, dict[str, Sample]] = {}
    for (territory, audience), answers in tables.items():
        weigh_here = partial(weigh, (territory, audience))
        whole = territory_sample(audience, territory, answers, weigh_here)
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
