"""How firms, residents, providers and experts rank the same skills and activities (IND36)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

import numpy as np

from app.estimation.arrays import Floats
from app.estimation.disclosure import has_base
from app.estimation.feedback import MARK, SHARE, Found, told_back
from app.estimation.index import MentionIndex
from app.estimation.overlap import composition
from app.estimation.shares import balance
from app.estimation.variance import deviations, symmetric_root
from app.foresight.delphi import kendall_w
from app.foresight.delphi.concordance import many_w, mean_ranks
from app.questionnaire.panel import CHANCE_2035
from app.reference.audiences import Audience, Further
from app.reference.cells import OVER, Cell, by_codes
from app.releases.indicators.aspirations import wished
from app.releases.indicators.chances import chance
from app.releases.indicators.dialogue import View, needed, view
from app.releases.indicators.panelists import Panelists, over, panelists
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples

DRAWS = 1000
LEAST_ITEMS, LEAST_SOURCES = 3, 3
TAILS = (0.025, 0.975)
DIMENSIONS: Final = {"skills": "skill", "activities": "activity"}
AUDIENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "skills": (*Audience, Further.EXPERTS),
    "activities": (Audience.FIRMS, Audience.RESIDENTS, Further.EXPERTS),
}
"""Who values the items of a list."""


@dataclass(frozen=True, eq=False)
class Source:
    """Who values items. values: shape (k,), the higher the more; nan where too few answered.

    drawn: shape (DRAWS, k), as chance might have had it. n: the fewest behind one of them.
    """

    audience: str
    values: Floats
    drawn: Floats
    n: int


def cells(samples: Samples, lists: Lists, seed: int) -> Iterator[Cell]:
    """Kendall's W over the sources, and the rank that each gives; the seed is that of the release.

    Of the items that the panel was asked about and that every source values; a source that values
    fewer than three is left out. Hidden for fewer than three sources or items.
    """
    found = panelists(samples.territory, lists, seed)
    for name in DIMENSIONS:
        items = [] if found is None else [item for _, item in over(found.plan, name)]
        random = np.random.default_rng(seed + crc32(f"{samples.territory}/{name}".encode()))
        asked = list(ASKED[name](samples, lists, items, random))
        if found is not None:
            sources = [*asked, _experts(found, name, random)]
            yield from _together(samples, name, items, sources)


def _of_skills(
    samples: Samples, lists: Lists, items: Sequence[str], random: np.random.Generator
) -> Iterator[Source]:
    """What firms need by 2030, residents wish to use, providers offer within twelve months."""
    places = [lists.skills.index(each) for each in items]
    for each in _views(samples, lists):
        if each.index is not None and items:
            yield _indexed(each.sample.audience, each.index, places, random)


def _views(samples: Samples, lists: Lists) -> Iterator[View]:
    if samples.firms is not None:
        yield view("need", samples.firms, needed(samples.firms, lists), "F_SK")
    if samples.residents is not None:
        chose = samples.residents.answers.chose_each("R_USE", lists.skills)
        yield view("use", samples.residents, chose, "R_USE")
    if samples.trainers is not None:
        answers = samples.trainers.answers
        soon = answers.chose_each("T_NOW", lists.skills) | answers.chose_each(
            "T_CAN12", lists.skills
        )
        yield view("soon", samples.trainers, soon, "T_NOW")


def _of_activities(
    samples: Samples, lists: Lists, items: Sequence[str], random: np.random.Generator
) -> Iterator[Source]:
    """Where firms see growth by 2030, and where residents wish to be."""
    firms = samples.asked(Audience.FIRMS, "F_ACT30")
    if firms is not None:
        yield _growing(firms, lists, items, random)
    if samples.residents is not None:
        yield from _wishing(samples.residents, lists, items, random)


def _indexed(
    audience: str, index: MentionIndex, places: Sequence[int], random: np.random.Generator
) -> Source:
    values = index.values[places]
    root = symmetric_root(deviations(index.scores[:, places], index.design))
    drawn = values + random.standard_normal((DRAWS, len(places))) @ root
    return Source(audience, values, drawn, index.n)


def _growing(
    firms: Sample, lists: Lists, items: Sequence[str], random: np.random.Generator
) -> Source:
    """Balances of the outlook for 2030 among the firms of each activity."""
    design = firms.design
    codes, here = firms.answers.code("F_ACT30"), firms.answers.code("F_ACT")
    known = np.isin(codes, list(lists.changes))
    scores = np.array([lists.changes.get(code, 0.0) for code in codes.tolist()])
    values, errors, sizes = np.full(len(items), np.nan), np.zeros(len(items)), [0]
    for place, item in enumerate(items):
        members = known & (here == item)
        if design is not None and has_base(int(members.sum())):
            found = balance(scores, np.ones(design.size), design, members)
            values[place], errors[place] = found.value, found.std_error
            sizes.append(found.n)
    drawn = values + random.standard_normal((DRAWS, len(items))) * errors
    return Source(Audience.FIRMS, values, drawn, min(sizes[1:], default=0))


def _wishing(
    residents: Sample, lists: Lists, items: Sequence[str], random: np.random.Generator
) -> Iterator[Source]:
    """Shares of wishes for 2030."""
    wishes = wished(residents, lists)
    members = wishes.sum(axis=1) > 0
    if residents.design is None or not items or not has_base(int(members.sum())):
        return
    parts = composition(wishes, residents.design, members)
    places = [lists.activities.index(each) for each in items]
    root = symmetric_root(deviations(parts.scores[:, places], residents.design))
    values = parts.values[places]
    drawn = values + random.standard_normal((DRAWS, len(places))) @ root
    yield Source(Audience.RESIDENTS, values, drawn, int(members.sum()))


def _experts(found: Panelists, name: str, random: np.random.Generator) -> Source:
    """Pooled chances for 2035; drawn panels as often as they are likely."""
    said = [chance(found, statement, CHANCE_2035) for statement, _ in over(found.plan, name)]
    rows = random.choice(found.panels.chances.size, DRAWS, p=found.panels.chances)
    nothing = np.full(DRAWS, np.nan)
    columns = [nothing if each is None else each.drawn[rows] for each in said]
    return Source(
        Further.EXPERTS,
        np.array([np.nan if each is None else each.value for each in said]),
        np.column_stack(columns) if columns else np.empty((DRAWS, 0)),
        min((each.n for each in said if each is not None), default=0),
    )


def _together(
    samples: Samples, name: str, items: Sequence[str], sources: Sequence[Source]
) -> Iterator[Cell]:
    """W, then the ranks; hidden all where W is."""
    territory, present = samples.territory, _present(samples)
    whole = _cell(territory, Further.EXPERTS, **{OVER: name})
    left = [each for each in sources if (~np.isnan(each.values)).sum() >= LEAST_ITEMS]
    shared = [
        place
        for place in range(len(items))
        if not any(np.isnan(each.values[place]) for each in left)
    ]
    is_enough = len(left) >= LEAST_SOURCES and len(shared) >= LEAST_ITEMS
    yield told_back(whole, _concordance(left, shared) if is_enough else None)
    for audience in (each for each in AUDIENCES[name] if each in present):
        source = next((each for each in left if each.audience == audience), None)
        found = {} if source is None or not is_enough else _ranks(source, shared)
        for place, item in enumerate(items):
            by = {OVER: name, DIMENSIONS[name]: item, "measure": "rank"}
            yield told_back(_cell(territory, audience, **by), found.get(place))


def _present(samples: Samples) -> frozenset[str]:
    """Who was asked; what was not asked is absent, not hidden."""
    asked = (samples.firms, samples.residents, samples.trainers)
    return frozenset({Further.EXPERTS, *(each.audience for each in asked if each is not None)})


def _concordance(left: Sequence[Source], shared: Sequence[int]) -> Found | None:
    value = kendall_w([each.values[shared] for each in left]).w
    if value is None:
        return None
    drawn = many_w(np.stack([each.drawn[:, shared] for each in left], axis=1))
    low, high = np.nanquantile(drawn, TAILS).tolist()
    n = min(each.n for each in left)
    return Found(value=value, low=min(low, value), high=max(high, value), n=n, step=SHARE)


def _ranks(source: Source, shared: Sequence[int]) -> dict[int, Found]:
    """Place of an item to its rank: 1 for what the source values most."""
    values = mean_ranks(-source.values[shared])
    lows, highs = np.quantile(mean_ranks(-source.drawn[:, shared]), TAILS, axis=0)
    return {
        place: Found(
            value=float(values[rank]),
            low=min(float(lows[rank]), float(values[rank])),
            high=max(float(highs[rank]), float(values[rank])),
            n=source.n,
            step=MARK,
        )
        for rank, place in enumerate(shared)
    }


def _cell(territory: str, audience: str, **by: str) -> Cell:
    return Cell(indicator="IND36", territory=territory, audience=audience, by=by_codes(**by))


ASKED: Final = {"skills": _of_skills, "activities": _of_activities}
"""List to what the audiences say of its items."""
