"""Biased samples of the populations, as real ones are biased, so that weighting visibly matters.

Counts, allocation, bias and the share that breaks off are those of `samples` in
surveys/demo_network.yaml.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from app.commands.demo.chance import Floats, Ints, Shares, apportion, stream
from app.commands.demo.network import DemoNetwork, DemoTerritory
from app.commands.demo.population import Population
from app.commands.demo.populations import Populations
from app.reference.audiences import Audience

LONGEST_BREAK = 14  # pages answered by those who break off: 1 to 14, invented


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sampled:
    """A unit that starts to answer. breaks_after: pages after which it stops; None: it sends."""

    population: Population
    unit: int
    breaks_after: int | None

    @property
    def language(self) -> str:
        return self._attribute("language")

    @property
    def mode(self) -> str:
        return self._attribute("mode")

    def _attribute(self, name: str) -> str:
        return self.population.attributes[name].of(self.unit) or ""


def draw_sample(populations: Populations, audience: Audience, size: float) -> tuple[Sampled, ...]:
    """Who answers, in the order in which they start; the same for the same seed.

    size: multiplies the numbers of completed answers; a population is never exceeded.
    """
    drawn = chain.from_iterable(
        _of_territory(populations, territory, population, size)
        for territory, population in zip(
            populations.network.territories, populations.of[audience], strict=True
        )
    )
    started = list(drawn)
    order = stream(populations.seed, "sample", audience, "order", *populations.again).permutation(
        len(started)
    )
    return tuple(started[place] for place in order)


def _of_territory(
    populations: Populations, territory: DemoTerritory, population: Population, size: float
) -> Iterator[Sampled]:
    network, audience = populations.network, population.audience
    rng = stream(populations.seed, "sample", audience, territory.code, *populations.again)
    complete = min(round(territory.samples[audience] * size), population.size)
    broken = round(complete * network.missing["breakoff"] / (1 - network.missing["breakoff"]))
    if audience is Audience.FIRMS:
        sending, breaking = _by_size(rng, network.firm_allocation, population, (complete, broken))
    else:
        order = _likelier_first(rng, network, population)
        sending, breaking = order[:complete], order[complete : complete + broken]
    for unit in sending:
        yield Sampled(population=population, unit=int(unit), breaks_after=None)
    for unit, pages in zip(
        breaking, rng.integers(1, LONGEST_BREAK + 1, len(breaking)), strict=True
    ):
        yield Sampled(population=population, unit=int(unit), breaks_after=int(pages))


def _by_size(
    rng: np.random.Generator, allocation: Shares, population: Population, counts: tuple[int, int]
) -> tuple[Ints, Ints]:
    """Simple random samples within size classes; those that break off are other firms."""
    classes = population.attributes["size"]
    complete, broken = (apportion(list(allocation.values()), count) for count in counts)
    sending: list[Ints] = []
    breaking: list[Ints] = []
    for code, sends, breaks in zip(allocation, complete, broken, strict=True):
        order = rng.permutation(np.flatnonzero(classes.among(code)))
        sending.append(order[:sends])
        breaking.append(order[sends : sends + breaks])
    return np.concatenate(sending), np.concatenate(breaking)


def _likelier_first(rng: np.random.Generator, network: DemoNetwork, population: Population) -> Ints:
    """All units in the order of a draw without replacement, with their odds of answering."""
    odds = np.zeros(population.size)
    if population.audience is Audience.RESIDENTS:
        odds = _log_odds(network.resident_bias, population)
    order: Ints = np.argsort(-(odds + rng.gumbel(size=population.size)))
    return order


def _log_odds(bias: Shares, population: Population) -> Floats:
    """The bias names women (female), newcomers, and codes of age bands and of education."""
    known = {"female": ("sex", "f"), "newcomer": ("newcomer", "yes")}
    odds = np.zeros(population.size)
    for name, times in bias.items():
        attribute, code = known.get(name, ("age" if name.startswith("g") else "education", name))
        odds += np.log(times) * population.attributes[attribute].among(code)
    return odds
