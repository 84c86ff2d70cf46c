"""How often intervals hold the truth, over many samples of one population."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from app.reference.cells import NETWORK, Key
from tests.coverage.study import Interval, Study, Truth, alike_in

Group = Callable[[Key], object]


@dataclass(frozen=True, slots=True)
class Hit:
    """One published interval against the truth; exact: the one before it was rounded outwards."""

    covers: bool
    covers_exactly: bool
    width: float

    @classmethod
    def of(cls, found: Interval, truth: float) -> "Hit":
        slack = 1e-9 * max(1.0, abs(truth))
        return cls(
            found.low - slack <= truth <= found.high + slack,
            found.exact_low - slack <= truth <= found.exact_high + slack,
            found.exact_high - found.exact_low,
        )


Hits = Mapping[Key, Hit]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One sample: the published cells that have a truth; hidden: those that have one, and are."""

    weighted: Hits
    alike: Hits
    hidden: int


def outcome(study: Study, truths: Mapping[Key, Truth], size: float, seed: int) -> Outcome:
    counted = study.sample(seed, size)
    weighted = study.intervals(counted, seed=seed)
    plain = study.intervals(counted, seed=seed, weigh=alike_in(counted, study.margins))
    hits = _against(weighted, truths)
    return Outcome(hits, _against(plain, truths), len(truths) - len(hits))


def _against(found: Mapping[Key, Interval], truths: Mapping[Key, Truth]) -> Hits:
    return {key: Hit.of(found[key], truths[key].value) for key in truths if key in found}


@dataclass(frozen=True, slots=True)
class Score:
    """Over all samples. cells: published in a sample, on average. margin: 1.96 standard errors of
    the coverage, from the spread between samples. width: in the unit of the cells."""

    cells: float
    coverage: float
    margin: float
    exact: float
    width: float

    @classmethod
    def of(cls, samples: Iterable[list[Hit]]) -> "Score":
        filled = [each for each in samples if each]
        everything = [hit for each in filled for hit in each]
        by_sample = np.array([np.mean([hit.covers for hit in each]) for each in filled])
        error = by_sample.std(ddof=1) / np.sqrt(len(filled)) if len(filled) > 1 else np.nan
        return cls(
            len(everything) / len(filled),
            float(np.mean([hit.covers for hit in everything])),
            float(1.96 * error),
            float(np.mean([hit.covers_exactly for hit in everything])),
            float(np.mean([hit.width for hit in everything])),
        )


def scores(samples: list[Hits], group: Group) -> Mapping[object, Score]:
    """Score by group; a group that no sample publishes is absent."""
    places = sorted({group(key) for hits in samples for key in hits}, key=str)
    sorted_hits: dict[object, list[list[Hit]]] = {place: [[] for _ in samples] for place in places}
    for number, hits in enumerate(samples):
        for key, hit in hits.items():
            sorted_hits[group(key)][number].append(hit)
    return {place: Score.of(found) for place, found in sorted_hits.items()}


def audience_of(key: Key) -> str:
    return key[2]


def place_of(key: Key) -> tuple[str, str]:
    return key[2], key[1]


def reach_of(key: Key) -> tuple[str, str]:
    return key[2], "network" if key[1] == NETWORK else "territories"


def subject_of(key: Key) -> str:
    """The indicator and what it is broken down by, in territories or in the network."""
    indicator, territory, audience, by = key
    names = " ".join(name for name, _ in by)
    where = "network" if territory == NETWORK else "territories"
    return f"{indicator} {audience} {names or 'whole'} ({where})"


def cell_of(key: Key) -> str:
    indicator, territory, audience, by = key
    codes = " ".join(f"{name}={code}" for name, code in by)
    return f"{indicator} {territory} {audience} {codes}".rstrip()


def worst(samples: list[Hits], group: Group, least: int) -> Iterator[tuple[object, Score]]:
    """From the lowest coverage up, groups with at least so many intervals over all samples."""
    times = Counter(group(key) for hits in samples for key in hits)
    enough = [pair for pair in scores(samples, group).items() if times[pair[0]] >= least]
    yield from sorted(enough, key=lambda pair: pair[1].coverage)
