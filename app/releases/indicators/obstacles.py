"""What stops people from learning, as firms, residents and providers see it (IND25)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from app.estimation.differences import difference
from app.estimation.disclosure import LEAST_COMPARED, Basis, Kind
from app.estimation.estimates import Estimate
from app.estimation.shares import share
from app.reference.audiences import Audience
from app.reference.cells import Cell
from app.releases.indicators.measuring import blank, by_choice, drafted, with_words
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples

ASKED = {Audience.FIRMS: "F_TBAR", Audience.RESIDENTS: "R_TBAR", Audience.TRAINERS: "T_BAR"}


def cells(samples: Samples, lists: Lists) -> Iterator[Cell]:
    """Shares by obstacle of each audience, and their differences two by two.

    All audiences pick up to three of one list, so that shares compare as they are. Firms and
    residents are those who took the part on training, weighted anew.
    """
    asked = {audience: samples.asked(audience, question) for audience, question in ASKED.items()}
    views = {audience: each for audience, each in asked.items() if each is not None}
    codes = next((lists.choices[each] for each in ASKED.values() if each in lists.choices), ())
    for audience, sample in views.items():
        yield from by_choice(
            blank("IND25", sample),
            sample,
            question=ASKED[audience],
            codes=codes,
            dimension="obstacle",
        )
    yield from gaps(views, codes)


def gaps(views: Mapping[Audience, Sample], codes: Sequence[str]) -> Iterator[Cell]:
    """In points, with the word that all of them together allow."""
    found = []
    shares = {each: _shares(sample, ASKED[each], codes) for each, sample in views.items()}
    for one, other in combinations(views, 2):
        for place, code in enumerate(codes):
            cell = blank("IND25", views[one], obstacle=code, against=other.value)
            answered = views[one].answers.answered(ASKED[one])
            first, second = (shares[each].get(place) for each in (one, other))
            found.append((drafted(cell, views[one], answered), _gap(first, second)))
    yield from with_words(found)


def _shares(sample: Sample, question: str, codes: Sequence[str]) -> dict[int, Estimate]:
    """By place of the obstacle; none where too few answered for a comparison."""
    members = sample.answers.answered(question)
    if sample.design is None or int(members.sum()) < LEAST_COMPARED:
        return {}
    chose = sample.answers.chose_each(question, codes)
    return {place: share(column, sample.design, members) for place, column in enumerate(chose.T)}


def _gap(one: Estimate | None, other: Estimate | None) -> tuple[Estimate, Basis] | None:
    if one is None or other is None:
        return None
    basis = Basis(kind=Kind.GAP, compared=(one.n, other.n))
    return difference(one, other).times(100.0), basis
