"""How many true differences are found, and how many of those called clear are false."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from app.estimation import Design, share
from app.estimation.comparisons import compared
from app.estimation.disclosure import Basis, Kind, compare, protect
from app.estimation.estimates import Estimate
from app.estimation.index import gap, index_of_mentions
from app.estimation.joining import joined
from app.reference.audiences import Audience
from app.reference.cells import NETWORK, Cell, Verdict
from app.releases.indicators.measuring import published_with_words
from app.releases.indicators.network_differences import SHARES
from tests.power.territories import (
    FIRMS,
    RESIDENTS,
    Answers,
    Territory,
    answers,
    others_share,
    territories,
)


@dataclass(frozen=True, slots=True)
class Effects:
    """Above what a true difference is large, and middling, in its points."""

    large: float
    middling: float


OF_GAPS, OF_HEADLINES = Effects(50.0, 20.0), Effects(15.0, 5.0)


@dataclass(frozen=True, slots=True)
class Seen:
    """Differences of one territory that were looked at together, shape (k,) each.

    truth: 0 where there is none. is_false: called clear, likely or plainly apart, it would be
    false: there is none, or it is on the other side. is_apart: the plain interval leaves out 0.
    """

    truth: np.ndarray
    is_false: np.ndarray
    words: tuple[Verdict, ...]
    is_apart: np.ndarray

    def called(self, *words: Verdict) -> np.ndarray:
        return np.array([each in words for each in self.words])


@dataclass(frozen=True, slots=True)
class Sample:
    """What one sample of all territories shows: a row a territory."""

    gaps: tuple[Seen, ...]
    headlines: tuple[Seen, ...]


def sample(firms: int, residents: int, seed: int) -> Sample:
    """New territories and new samples of them; firms, residents: respondents in each."""
    random = np.random.default_rng(seed)
    here = territories(random)
    no_shares = np.array([])
    of_firms = [answers(each.need, each.shares, firms, FIRMS, random) for each in here]
    of_residents = [answers(each.want, no_shares, residents, RESIDENTS, random) for each in here]
    gaps = (
        _gaps(territory, one, other)
        for territory, one, other in zip(here, of_firms, of_residents, strict=True)
    )
    return Sample(tuple(gaps), tuple(_headlines(here, of_firms)))


def _gaps(territory: Territory, firms: Answers, residents: Answers) -> Seen:
    """As a release compares them: all skills of a territory at once."""
    indices = (index_of_mentions(each.named, each.design) for each in (firms, residents))
    found = gap(*indices)
    words = tuple(each.verdict for each in compared(found))
    truth = np.where(territory.has_gap, territory.gaps, 0.0)
    return _seen(truth, found, words)


def _headlines(here: tuple[Territory, ...], firms: Sequence[Answers]) -> Iterable[Seen]:
    """Shares of each territory less those of all others, from numbers as they are published."""
    for place, (territory, own) in enumerate(zip(here, firms, strict=True)):
        rest = {str(at): each for at, each in enumerate(firms) if at != place}
        said = np.vstack([each.said for each in rest.values()])
        together = joined({name: _known(each.design) for name, each in rest.items()})
        differences = [
            compare(_blank(number), *(_published(number, *each) for each in pair), SHARES)
            for number, pair in enumerate(
                zip(_columns(own.said, own.design), _columns(said, together), strict=True)
            )
        ]
        truth = 100 * (territory.shares - others_share(here, place))
        truth[np.arange(truth.size) % 3 != 0] = 0.0
        cells = list(published_with_words(differences))
        words = tuple(each.verdict or Verdict.NOT_CLEAR for each in cells)
        yield _seen(truth, cells, words)


def _known(design: Design) -> Design:
    """Of a population so large that it is without end, as joined() asks for its size."""
    return Design(design.weights, strata=design.strata, population=dict.fromkeys("ab", 1e12))


def _columns(said: np.ndarray, design: Design) -> list[tuple[np.ndarray, Design]]:
    return [(column, design) for column in said.T]


def _blank(number: int) -> Cell:
    by = (("number", str(number)),)
    return Cell(indicator="IND00", territory=NETWORK, audience=Audience.FIRMS, by=by)


def _published(number: int, said: np.ndarray, design: Design) -> Cell:
    return protect(_blank(number), share(said, design), Basis(kind=Kind.SHARE))


def _seen(
    truth: np.ndarray, found: Sequence[Estimate] | Sequence[Cell], words: tuple[Verdict, ...]
) -> Seen:
    value, low, high = (
        np.array([float(getattr(each, name) or 0.0) for each in found])
        for name in ("value", "low", "high")
    )
    return Seen(truth, np.sign(value) != np.sign(truth), words, (low > 0) | (high < 0))


def least_effect(seen: Seen, least: float, most: float = np.inf) -> np.ndarray:
    """Which true differences are of that size."""
    size = np.abs(seen.truth)
    found: np.ndarray = (size > least) & (size <= most)
    return found
