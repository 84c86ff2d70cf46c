"""What the indicators of one place are computed from."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from app.reference.audiences import Audience
from app.reference.cells import Cell
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples

Totals: TypeAlias = Mapping[str, Mapping[str, float]]  # margin to level to total
Known: TypeAlias = Mapping[str, Mapping[str, Totals]]  # territory to audience to margins


@dataclass(frozen=True, eq=False, kw_only=True)
class Grounds:
    """samples: of a territory, or of the network. others: those of all other territories as one;
    None of the network. margins: of every territory. seed: of the release."""

    samples: Samples
    others: Samples | None = None
    lists: Lists
    margins: Known = field(default_factory=dict)
    seed: int = 0


Cells: TypeAlias = Callable[[Grounds], Iterable[Cell]]
OfSample: TypeAlias = Callable[[Sample, Lists], Iterable[Cell]]
OfSamples: TypeAlias = Callable[[Samples, Lists], Iterable[Cell]]
Drawn: TypeAlias = Callable[[Samples, Lists, int], Iterable[Cell]]


def of_asked(audience: Audience, question: str, cells: OfSample) -> Cells:
    """Cells of those who were asked the question; none where the audience is not asked."""

    def found(grounds: Grounds) -> Iterator[Cell]:
        sample = grounds.samples.asked(audience, question)
        if sample is not None:
            yield from cells(sample, grounds.lists)

    return found


def of_samples(cells: OfSamples) -> Cells:
    """Cells of several audiences."""
    return lambda grounds: cells(grounds.samples, grounds.lists)


def with_seed(cells: Drawn) -> Cells:
    """Cells of several audiences whose intervals are drawn by chance."""
    return lambda grounds: cells(grounds.samples, grounds.lists, grounds.seed)
