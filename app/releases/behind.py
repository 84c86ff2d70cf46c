"""Who is behind the numbers of a release, without estimating any."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from app.estimation.design import Design
from app.estimation.drafts import Draft, bits
from app.estimation.tables import AnswerTable
from app.reference.audiences import Further
from app.reference.cells import NETWORK
from app.reference.open_codes import NO_CODES, OpenCodes
from app.releases.frozen_waves import Behind
from app.releases.further import Expert
from app.releases.further import Further as Beside
from app.releases.indicators import registry
from app.releases.indicators.grounds import Grounds
from app.releases.lists import Lists
from app.releases.open_answers import cells as open_answers
from app.releases.samples import Sample
from app.releases.sampling import (
    Counted,
    Kind,
    NetworkMargins,
    Place,
    network_of,
    of_place,
    tables_of,
    territory_samples,
    together,
)
from app.releases.weighting import Weighted

NOTHING_FURTHER = Beside()


def behind(
    counted: Iterable[Counted], margins: NetworkMargins, lists: Lists, codes: OpenCodes = NO_CODES
) -> Behind:
    """Experts are those of the lists; codes: of open answers."""
    tables = tables_of(counted, margins)
    samples = territory_samples(tables, lists, lambda _place, answers: _unweighted(answers))
    places = {name: of_place(samples, name) for name in margins}
    places[NETWORK] = network_of(samples)
    grounds_of = partial(Grounds, lists=replace(lists, further=NOTHING_FURTHER), margins=margins)
    plain = tuple(together(name, _only_counted(found)) for name, found in places.items())
    cells = [
        *(cell for each in plain for cell in registry.cells_of(grounds_of(samples=each))),
        *open_answers.coded(plain, lists, codes),
    ]
    wholes = {
        (name, kind[0]): bits(sample.people, np.ones(sample.people.size, dtype=np.bool_))
        for name, found in places.items()
        for kind, sample in found.items()
        if kind[1] is None
    }
    people = {each.key: each.people for each in cells if isinstance(each, Draft)}
    experts = () if lists.further.panel is None else lists.further.panel.experts
    return Behind(
        people,
        {**wholes, **_places_of(experts, margins)},
        {**_names(tables), Further.EXPERTS: tuple(_names_of(experts))},
    )


def _places_of(experts: Sequence[Expert], territories: Iterable[str]) -> Mapping[Place, int]:
    """The experts of each place, a bit each."""
    found = dict.fromkeys((*territories, NETWORK), 0)
    for bit, each in enumerate(experts):
        for name in (each.territory, NETWORK):
            found[name] = found.get(name, 0) | 1 << bit
    return {(name, Further.EXPERTS.value): who for name, who in found.items()}


def _names_of(experts: Iterable[Expert]) -> Iterator[str]:
    met: Counter[str] = Counter()
    for each in experts:
        rounds = {str(number): dict(told) for number, told in each.rounds.items()}
        said = json.dumps([each.territory, each.group, rounds], sort_keys=True, default=_plain)
        met[said] += 1
        yield f"{said} {met[said]}"


def _plain(value: Mapping[str, object] | Iterable[object]) -> object:
    return dict(value) if isinstance(value, Mapping) else list(value)


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
