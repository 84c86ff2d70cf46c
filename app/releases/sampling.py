"""From counted answers to weighted samples, of each territory and of all others together."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Protocol, TypeAlias

import numpy as np

from app.estimation.tables import Answers, AnswerTable
from app.reference.audiences import Audience
from app.reference.cells import NETWORK
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


def sampled(
    counted: Iterable[Counted], margins: NetworkMargins, lists: Lists
) -> tuple[Samples, ...]:
    """The weighted samples of each territory, in the order of margins, and of the network."""
    weighing = partial(weigh_place, margins, lists, by_margins)
    samples = territory_samples(tables_of(counted, margins), lists, weighing)
    by_territory = (together(name, of_place(samples, name)) for name in margins)
    return (*by_territory, together(NETWORK, network_of(samples)))


def tables_of(counted: Iterable[Counted], margins: NetworkMargins) -> Mapping[Place, AnswerTable]:
    """Raises MissingMarginError for a place that the margins do not name."""
    rows: dict[Place, list[Answers]] = {
        (territory, audience): [] for territory, known in margins.items() for audience in known
    }
    for each in counted:
        if (each.territory, each.audience) not in rows:
            raise MissingMarginError(f"{each.audience} of {each.territory}", "any")
        rows[each.territory, each.audience].append(each.answers)
    return {place: AnswerTable.of(found) for place, found in rows.items()}


def weigh_place(
    margins: NetworkMargins, lists: Lists, weigh: Weighing, place: Place, answers: AnswerTable
) -> Weighted:
    territory, audience = place
    return weigh(audience, answers, margins[territory][audience], lists)


def territory_samples(
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


def of_place(samples: Mapping[Kind, Mapping[str, Sample]], territory: str) -> dict[Kind, Sample]:
    """Of one territory; an audience that was not asked there has none."""
    return {kind: found[territory] for kind, found in samples.items() if territory in found}


def together(territory: str, samples: Mapping[Kind, Sample]) -> Samples:
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


def others_of(territory: str, samples: Mapping[Kind, Mapping[str, Sample]]) -> Samples:
    """All territories but one, as one sample a kind."""
    found = {}
    for kind, places in samples.items():
        left = {name: each for name, each in places.items() if name != territory}
        found[kind] = network_sample(kind[0], left)
    return together(NETWORK, found)


def network_of(samples: Mapping[Kind, Mapping[str, Sample]]) -> dict[Kind, Sample]:
    """The sum of the territories, by kind."""
    return {kind: network_sample(kind[0], found) for kind, found in samples.items()}


def notes_of(samples: Mapping[Kind, Mapping[str, Sample]]) -> Iterator[str]:
    for (audience, part), places in samples.items():
        who = audience if part is None else f"{audience}, part {part.name}"
        for territory, sample in places.items():
            for note in sample.notes:
                yield f"{territory}, {who}: {note}"
