"""How likely experts hold each statement (IND33), and what follows: act, prepare, watch, leave
(IND34). Of skills, as an index beside the other views of the matrix (IND13)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.feedback import MARK, POINTS, SHARE, Found, told_back
from app.estimation.intervals import beta_interval
from app.foresight.delphi.pooling import pool, pools
from app.foresight.delphi.resampling import Resamples, percentile, shares
from app.questionnaire.panel import CHANCE_2030, CHANCE_2035, IMPACT, LEVER, WISH
from app.reference.cells import Cell
from app.releases.indicators.panelists import Panelists, is_enough, over, panelists, verdict
from app.releases.lists import Lists
from app.releases.samples import Samples

HORIZONS: Final = {"h2030": CHANCE_2030, "h2035": CHANCE_2035}
MAKE_IT_HAPPEN = 4.0  # the highest wish
LIKELY = 0.5
STRONG = 0.5  # mean effect, up or down, on marks from -2 to 2
QUADRANTS: Final[Mapping[tuple[bool, bool], str]] = {
    (True, True): "act",
    (False, True): "prepare",
    (True, False): "watch",
    (False, False): "leave",
}
"""Whether it is likely, whether its effect is strong."""
LEAST_SKILLS = 2


@dataclass(frozen=True, eq=False)
class Chance:
    """The pooled chance of a statement, with that of each drawn panel; n: experts behind it."""

    value: float
    low: float
    high: float
    n: int
    drawn: Floats


def probabilities(samples: Samples, lists: Lists, seed: int) -> Iterator[Cell]:
    """IND33 of one place, by statement and horizon; the seed is that of the release."""
    found = panelists(samples.territory, lists, seed)
    if found is None:
        return
    for statement in found.plan.statements:
        for horizon, question in HORIZONS.items():
            cell = found.blank("IND33", horizon=horizon, statement=statement.code)
            said = chance(found, statement.code, question)
            yield told_back(cell, None if said is None else _found(said, SHARE))


def agenda(samples: Samples, lists: Lists, seed: int) -> Iterator[Cell]:
    """IND34 of one place: effect, will and leading lever of each statement, and its quadrant."""
    found = panelists(samples.territory, lists, seed)
    if found is None:
        return
    for statement in found.plan.statements:
        yield from _effects(found, statement.code)
        yield from _levers(found, statement.code)
        yield from _quadrants(found, statement.code)


def expected(samples: Samples, lists: Lists, seed: int) -> Iterator[Cell]:
    """The experts' view of IND13: the chance by 2035 that a skill is needed, as an index.

    100 is the mean chance of the skills that the panel was asked about, which are few of all.
    """
    found = panelists(samples.territory, lists, seed)
    if found is None:
        return
    asked = list(over(found.plan, "skills"))
    said = {item: chance(found, statement, CHANCE_2035) for statement, item in asked}
    known = {item: each for item, each in said.items() if each is not None}
    is_index = len(known) >= LEAST_SKILLS
    drawn = np.column_stack([each.drawn for each in known.values()]) if is_index else np.empty(0)
    values = np.array([each.value for each in known.values()])
    for _, item in asked:
        cell = found.blank("IND13", skill=item, view="experts")
        if not is_index or item not in known:
            yield told_back(cell, None)
            continue
        place = list(known).index(item)
        value = float(100 * values[place] / values.mean())
        reach = percentile(
            value, 100 * drawn[:, place] / drawn.mean(axis=1), found.panels, (0.0, np.inf)
        )
        n = known[item].n
        yield told_back(cell, Found(value=value, low=reach.low, high=reach.high, n=n, step=POINTS))


def chance(found: Panelists, statement: str, question: str) -> Chance | None:
    """The pooled chance of a statement, weighted by expertise; None where too few gave one."""
    told = found.told(statement, question) / 100
    members = ~np.isnan(told)
    if not is_enough(members):
        return None
    some, weights = told[members], found.expertise(statement)[members]
    step = next((each.step for each in found.plan.rules if each.question == question), 0.0)
    panels = found.among(members)
    said = pool(some, weights, panels, half_step=step / 200)
    return Chance(said.value, said.low, said.high, said.n, pools(some, weights, panels))


def _found(said: Chance, step: float) -> Found:
    return Found(value=said.value, low=said.low, high=said.high, n=said.n, step=step)


def _effects(found: Panelists, statement: str) -> Iterator[Cell]:
    """Mean effect on marks from -2 to 2, and the share that would make it happen."""
    for measure, question, step in (("impact", IMPACT, MARK), ("will", WISH, SHARE)):
        cell = found.blank("IND34", measure=measure, statement=statement)
        told = found.told(statement, question)
        members = ~np.isnan(told)
        if not is_enough(members):
            yield told_back(cell, None)
        elif measure == "impact":
            yield told_back(cell, _mean(told[members], found.among(members), step))
        else:
            wills = int((told[members] == MAKE_IT_HAPPEN).sum())
            yield told_back(cell, _share(wills, int(members.sum())))


def _mean(some: Floats, panels: Resamples, step: float) -> Found:
    value = float(some.mean())
    reach = percentile(value, shares(some, panels), panels)
    return Found(value=value, low=reach.low, high=reach.high, n=some.size, step=step)


def _share(chosen: int, n: int) -> Found:
    """With the exact interval of Clopper and Pearson: drawn panels show none where all agree."""
    low, high = beta_interval(chosen / n, n)
    return Found(value=chosen / n, low=low, high=high, n=n, step=SHARE, chosen=chosen)


def _levers(found: Panelists, statement: str) -> Iterator[Cell]:
    """The lever named most, of those who name one; ties: the first in the alphabet of codes."""
    named = found.codes(statement, LEVER)
    members: Bools = np.array([bool(each) for each in named])
    if not is_enough(members):
        return
    counts = {code: sum(code in each for each in named) for each in named for code in each}
    lever = min(counts, key=lambda code: (-counts[code], code))
    cell = found.blank("IND34", lever=lever, statement=statement)
    yield told_back(cell, _share(counts[lever], int(members.sum())))


def _quadrants(found: Panelists, statement: str) -> Iterator[Cell]:
    """1 for the one that the statement lies in; others that it might lie in reach up to 1."""
    likely, effects = chance(found, statement, CHANCE_2035), found.told(statement, IMPACT)
    members = ~np.isnan(effects)
    blanks = {
        place: found.blank("IND34", quadrant=code, statement=statement)
        for place, code in QUADRANTS.items()
    }
    if likely is None or not is_enough(members):
        yield from (told_back(cell, None) for cell in blanks.values())
        return
    panels = found.among(members)
    drawn_effect = shares(effects[members], panels)
    here = likely.value >= LIKELY, abs(float(effects[members].mean())) >= STRONG
    drawn_likely, drawn_strong = likely.drawn >= LIKELY, np.abs(drawn_effect) >= STRONG
    for (is_likely, is_strong), cell in blanks.items():
        drawn = (drawn_likely == is_likely) & (drawn_strong == is_strong)
        yield verdict(
            cell,
            drawn * 1.0,
            panels,
            holds=here == (is_likely, is_strong),
            n=min(likely.n, int(members.sum())),
        )
