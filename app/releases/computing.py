"""From counted answers to the cells of a release: a pure function, so that it can be verified."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from app.estimation.tables import Answers, AnswerTable
from app.reference.audiences import Audience
from app.reference.cells import NETWORK, Cell
from app.releases.differences import without_differences
from app.releases.indicators import (
    aspirations,
    dialogue,
    hiring,
    isolation,
    network_differences,
    outlook,
    people_time,
    quality,
    staying,
    training,
)
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples, among, network_sample, territory_sample
from app.releases.weighting import Margins, MissingMarginError

NetworkMargins: TypeAlias = Mapping[str, Mapping[str, Margins]]  # territory to audience to margins
LATER = "firms_2035"  # the sample of firms that answered the question on 2035
LATER_QUESTION = "F_ACT35"


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
    counted: Iterable[Counted], margins: NetworkMargins, seed: int, lists: Lists
) -> Computed:
    """As cells_of(), with the notes on weighting."""
    tables = _tables(counted, margins)
    samples = _territory_samples(tables, margins, lists)
    by_territory = [_together(name, samples, margins) for name in margins]
    everywhere = Samples(
        NETWORK,
        **{kind: network_sample(_audience(kind), parts) for kind, parts in samples.items()},
    )
    places = (*by_territory, everywhere)
    cells = [cell for each in places for cell in _cells(each, lists, seed)]
    cells += [cell for each in places for cell in quality.cells(each, margins, lists)]
    kept = without_differences(cells)
    beside = [
        cell
        for name in margins
        for cell in network_differences.cells(
            name, kept, _headlines(_others(name, samples), lists.without_groups(), seed)
        )
    ]
    return Computed((*kept, *beside), tuple(_notes(samples)))


def _tables(
    counted: Iterable[Counted], margins: NetworkMargins
) -> Mapping[tuple[str, str], AnswerTable]:
    rows: dict[tuple[str, str], list[Answers]] = {
        (territory, audience): [] for territory, known in margins.items() for audience in known
    }
    for each in counted:
        if (each.territory, each.audience) not in rows:
            raise MissingMarginError(f"{each.audience} of {each.territory}", "any")
        rows[each.territory, each.audience].append(each.answers)
    return {place: AnswerTable.of(found) for place, found in rows.items()}


def _territory_samples(
    tables: Mapping[tuple[str, str], AnswerTable], margins: NetworkMargins, lists: Lists
) -> dict[str, dict[str, Sample]]:
    """Kind of sample to territory to sample."""
    found: dict[str, dict[str, Sample]] = {}
    for (territory, audience), answers in tables.items():
        known = margins[territory][audience]
        sample = territory_sample(audience, territory, answers, known, lists)
        found.setdefault(audience, {})[territory] = sample
        if audience == Audience.FIRMS:
            later = among(answers, answers.answered(LATER_QUESTION))
            sample = territory_sample(audience, territory, later, known, lists)
            found.setdefault(LATER, {})[territory] = sample
    return found


def _audience(kind: str) -> str:
    return Audience.FIRMS.value if kind == LATER else kind


def _together(
    territory: str, samples: Mapping[str, Mapping[str, Sample]], margins: NetworkMargins
) -> Samples:
    kinds = [kind for kind in samples if _audience(kind) in margins[territory]]
    return Samples(territory, **{kind: samples[kind][territory] for kind in kinds})


def _others(territory: str, samples: Mapping[str, Mapping[str, Sample]]) -> Samples:
    """All territories but one, as one sample a kind."""
    found = {}
    for kind, parts in samples.items():
        left = {name: each for name, each in parts.items() if name != territory}
        found[kind] = network_sample(_audience(kind), left)
    return Samples(NETWORK, **found)


def _cells(samples: Samples, lists: Lists, seed: int) -> Iterator[Cell]:
    if samples.firms is not None:
        yield from hiring.cells(samples.firms, lists)
        yield from outlook.cells(samples.firms, "h2030", "F_ACT30", lists)
        yield from isolation.cells(samples.firms, lists)
        yield from people_time.cells(samples.firms, lists)
    if samples.firms_2035 is not None:
        yield from outlook.cells(samples.firms_2035, "h2035", LATER_QUESTION, lists)
    yield from dialogue.cells(samples, lists, seed)
    yield from training.cells(samples, lists)
    if samples.residents is not None:
        yield from staying.cells(samples.residents, lists)
    yield from aspirations.cells(samples, lists, seed)


def _headlines(samples: Samples, lists: Lists, seed: int) -> Iterator[Cell]:
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


def _notes(samples: Mapping[str, Mapping[str, Sample]]) -> Iterator[str]:
    for kind, parts in samples.items():
        for territory, sample in parts.items():
            for note in sample.notes:
                yield f"{territory}, {kind}: {note}"
