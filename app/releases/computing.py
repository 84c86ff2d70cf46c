"""From counted answers to the cells of a release: a pure function, so that it can be verified."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeAlias

from app.estimation.tables import Answers, AnswerTable
from app.reference.audiences import Audience
from app.reference.cells import NETWORK, Cell
from app.releases.differences import without_differences
from app.releases.indicators import (
    asked_for,
    aspirations,
    dialogue,
    hiring,
    isolation,
    network_differences,
    outlook,
    peers,
    people_time,
    quality,
    staying,
    training,
)
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
OUTLOOKS = {"h2030": "F_ACT30", "h2035": "F_ACT35"}  # horizon to the question on it
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
    """The protected cells, and what weighting had to join or leave out.

    places: the samples that they rest on, of each territory and of the network.
    """

    cells: tuple[Cell, ...]
    notes: tuple[str, ...]
    places: tuple[Samples, ...] = ()


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
    samples, places = _sampled(counted, margins, lists, weigh)
    cells = [cell for each in places for cell in _cells(each, lists, seed)]
    cells += [cell for each in places for cell in quality.cells(each, margins, lists)]
    kept = without_differences(cells)
    beside = [
        cell
        for name in margins
        for cell in network_differences.cells(
            name, kept, headlines(_others(name, samples), lists.without_groups(), seed)
        )
    ]
    return Computed((*kept, *beside), tuple(_notes(samples)), places)


def sampled(
    counted: Iterable[Counted], margins: NetworkMargins, lists: Lists
) -> tuple[Samples, ...]:
    """The weighted samples of each territory, in the order of margins, and of the network."""
    return _sampled(counted, margins, lists, by_margins)[1]


def _sampled(
    counted: Iterable[Counted], margins: NetworkMargins, lists: Lists, weigh: Weighing
) -> tuple[dict[Kind, dict[str, Sample]], tuple[Samples, ...]]:
    weighing = partial(_weigh_place, margins, lists, weigh)
    samples = _territory_samples(_tables(counted, margins), lists, weighing)
    by_territory = [_together(name, _places(samples, name)) for name in margins]
    everywhere = _together(
        NETWORK, {kind: network_sample(kind[0], places) for kind, places in samples.items()}
    )
    return samples, (*by_territory, everywhere)


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


def _cells(samples: Samples, lists: Lists, seed: int) -> Iterator[Cell]:
    if samples.firms is not None:
        yield from hiring.cells(samples.firms, lists)
        yield from isolation.cells(samples.firms, lists)
        yield from people_time.cells(samples.firms, lists)
        yield from asked_for.cells(samples.firms, lists)
    yield from peers.cells(samples, lists)
    for horizon, question in OUTLOOKS.items():
        firms = samples.asked(Audience.FIRMS, question)
        if firms is not None:
            yield from outlook.cells(firms, horizon, question, lists)
    yield from dialogue.cells(samples, lists, seed)
    yield from training.cells(samples, lists)
    if samples.residents is not None:
        yield from staying.cells(samples.residents, lists)
    yield from aspirations.cells(samples, lists, seed)


def headlines(samples: Samples, lists: Lists, seed: int) -> Iterator[Cell]:
    """The cells that territories are set beside each other by, and few others: they take time."""
    if samples.firms is not None:
        yield from hiring.cells(samples.firms, lists)
        yield from outlook.balances(samples.firms, "h2030", "F_ACT30", lists)
        yield from isolation.cells(samples.firms, lists)
        yield from people_time.cells(samples.firms, lists)
    if samples.residents is not None:
        yield from staying.cells(samples.residents, lists)
    yield from dialogue.agreement(samples, lists, seed)
    yield from aspirations.of_all(samples, lists, seed)


def _notes(samples: Mapping[Kind, Mapping[str, Sample]]) -> Iterator[str]:
    for (audience, part), places in samples.items():
        who = audience if part is None else f"{audience}, part {part.name}"
        for territory, sample in places.items():
            for note in sample.notes:
                yield f"{territory}, {who}: {note}"
