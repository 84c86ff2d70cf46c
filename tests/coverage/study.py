"""One population, its truth, and samples of it through the real weighting and release code.

Truth: the finite population's own value of every cell, from the release code itself on a census:
everybody answers everything, weight 1, neither rounded nor hidden. A sample: the demo's biased
self-selection, skips and breaking off, through app.releases.computing to protected cells.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np

from app.commands.demo.chance import stream
from app.commands.demo.populations import Populations, draw_populations
from app.commands.demo.sampling import draw_sample
from app.commands.demo.seeding import margins_of
from app.estimation.design import Design
from app.estimation.disclosure import Kind, again
from app.estimation.drafts import Draft
from app.estimation.protections import Protections
from app.estimation.tables import AnswerTable
from app.questionnaire.reading import read_questionnaire
from app.reference.audiences import Audience
from app.reference.cells import Cell, Key
from app.releases.asked_lists import lists_of
from app.releases.computing import Drafts, estimated, released
from app.releases.lists import Lists
from app.releases.sampling import NetworkMargins, Weighing
from app.releases.weighting import Margins, Weighted, weigh
from tests.coverage.answering import Asking, Counted
from tests.coverage.processes import in_turn

SURVEYS = Path(__file__).resolve().parents[2] / "surveys"
BLOCK = 2000  # units that one process answers for at a time
LEFT_OUT = {
    "IND35": "tells about those who answered, not about the population",
    "IND21 specific": "says whether an interval and a score are clear, and has no interval itself",
}
NOTHING = Protections(**dict.fromkeys(Protections.__dataclass_fields__, False))


@dataclass(frozen=True, slots=True)
class Truth:
    """What holds in the population, exactly; kind: None where it came by another way."""

    kind: Kind | None
    value: float


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float
    exact_low: float
    exact_high: float

    @classmethod
    def of(cls, cell: Cell, made: Draft | None) -> "Interval":
        """made: the cell before rounding, where it was estimated."""
        low, high = float(cell.low or 0.0), float(cell.high or 0.0)
        if made is None or made.found is None:
            return cls(low, high, low, high)
        return cls(low, high, made.found.low, made.found.high)


@dataclass(frozen=True, kw_only=True, eq=False)
class Study:
    """A population that can be sampled again and again."""

    populations: Populations
    asking: Mapping[Audience, Asking]
    margins: NetworkMargins
    lists: Lists

    @classmethod
    def of(cls, seed: int | None = None, network: Path = SURVEYS) -> "Study":
        """network: the folder with the file of the network, and the vocabulary."""
        populations = draw_populations(network, seed)
        asked = {
            audience: read_questionnaire(SURVEYS / f"{audience}.yaml") for audience in Audience
        }
        margins: dict[str, dict[str, dict[str, dict[str, float]]]] = {}
        for each in margins_of(populations):
            names = margins.setdefault(each.territory_code, {}).setdefault(each.audience, {})
            names.setdefault(each.name, {})[each.level] = each.total
        return cls(
            populations=populations,
            asking={audience: Asking(each) for audience, each in asked.items()},
            margins=margins,
            lists=replace(
                lists_of({audience.value: each for audience, each in asked.items()}),
                minutes_to_town=dict(_minutes(populations)),
            ),
        )

    def truth(self, jobs: int = 1) -> Mapping[Key, Truth]:
        """Key to what holds in the population, for every cell that has one."""
        everybody = list(chain.from_iterable(in_turn(self._answered, self._blocks(), jobs)))
        made = self.estimated(everybody, seed=1, weigh=as_census)
        made = replace(made, cells=tuple(again(each, NOTHING) for each in made.cells))
        drafts = drafts_of(made)
        return {
            cell.key: Truth(_kind(drafts.get(cell.key)), cell.value)
            for cell in released(made, NOTHING).cells
            if cell.value is not None and not is_left_out(cell)
        }

    def sample(self, seed: int, size: float) -> list[Counted]:
        """Those of one sample whose answers count."""
        populations = replace(self.populations, seed=seed)
        return [
            counted
            for audience, asking in self.asking.items()
            for place, sampled in enumerate(draw_sample(populations, audience, size))
            if (counted := asking.sampled(sampled, stream(seed, "answers", audience, str(place))))
        ]

    def estimated(self, counted: list[Counted], *, seed: int, weigh: Weighing = weigh) -> Drafts:
        return estimated(counted, self.margins, seed, self.lists, weigh)

    def intervals(
        self, counted: list[Counted], *, seed: int, weigh: Weighing = weigh
    ) -> Mapping[Key, Interval]:
        """Key to the published interval, and the one before rounding; hidden cells have none."""
        made = self.estimated(counted, seed=seed, weigh=weigh)
        drafts = drafts_of(made)
        return {
            cell.key: Interval.of(cell, drafts.get(cell.key))
            for cell in released(made).cells
            if cell.low is not None and cell.high is not None
        }

    def _blocks(self) -> list[tuple[Audience, int, range]]:
        """All units: audience, place of the territory, some of its units."""
        return [
            (audience, place, range(first, min(first + BLOCK, population.size)))
            for audience in self.asking
            for place, population in enumerate(self.populations.of[audience])
            for first in range(0, population.size, BLOCK)
        ]

    def _answered(self, block: tuple[Audience, int, range]) -> list[Counted]:
        audience, place, units = block
        return list(self.asking[audience].census(self.populations.of[audience][place], units))


def is_left_out(cell: Cell) -> bool:
    """By its indicator, or by that and what it measures."""
    measure = cell.dimensions.get("measure", "")
    return not LEFT_OUT.keys().isdisjoint((cell.indicator, f"{cell.indicator} {measure}"))


def _minutes(populations: Populations) -> Iterator[tuple[str, float]]:
    for territory in populations.network.territories:
        for each in territory.municipalities:
            yield each.code, each.minutes_to_town


def drafts_of(made: Drafts) -> Mapping[Key, Draft]:
    return {each.key: each for each in made.cells if isinstance(each, Draft)}


def _kind(made: Draft | None) -> Kind | None:
    return None if made is None or made.basis is None else made.basis.kind


def as_census(_audience: str, answers: AnswerTable, _margins: Margins, _lists: Lists) -> Weighted:
    """All of the population answered: each counts once, and nothing is left to chance."""
    return Weighted(Design(np.ones(answers.size), population=float(answers.size)))


def alike_in(counted: list[Counted], margins: NetworkMargins) -> Weighing:
    """Without weighting: every respondent of an audience counts alike, wherever and whoever."""
    respondents = Counter(each.audience for each in counted)
    people = Counter[str]()
    for known in margins.values():
        people.update({audience: round(_size(each)) for audience, each in known.items()})

    def alike(audience: str, answers: AnswerTable, margins: Margins, _lists: Lists) -> Weighted:
        each = people[audience] / respondents[audience]
        population = max(_size(margins), float(answers.size))
        return Weighted(Design(np.full(answers.size, each), population=population))

    return alike


def _size(margins: Margins) -> float:
    return sum(next(iter(margins.values())).values())
