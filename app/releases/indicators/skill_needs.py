"""Skills that firms need now and by 2030 (IND12), and how badly they lack them (IND15)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.disclosure import Basis, Kind
from app.estimation.estimates import Estimate
from app.estimation.means import estimate, ratio_scores
from app.estimation.shares import balance, with_share_interval
from app.reference.cells import Cell
from app.releases.indicators import dialogue
from app.releases.indicators.asked_for import LACKING
from app.releases.indicators.measuring import blank, measured, share_cell, unanimous
from app.releases.lists import Lists
from app.releases.samples import Sample

LACKS = {"ok": 0.0, "few": 0.5, "lack": 1.0}
BALANCE_EDGES, SEVERITY_EDGES = (-80.0, 80.0), (10.0, 90.0)
NO_WAY = "aw_none"


@dataclass(frozen=True, eq=False)
class Groups:
    """Families first, then skills; holds: shape (skills, groups), 1 where a skill is in it."""

    by: tuple[Mapping[str, str], ...]
    holds: Floats

    @classmethod
    def of(cls, lists: Lists) -> "Groups":
        families = [np.isin(lists.skills, codes) for codes in lists.families.values()]
        whole = np.array([*families, *np.eye(len(lists.skills))], dtype=np.float64)
        return cls(
            by=(*({"family": code} for code in lists.families),
                *({"skill": code} for code in lists.skills)),
            holds=whole.reshape(len(lists.families) + len(lists.skills), len(lists.skills)).T,
        )  # fmt: skip

    def sums(self, values: Floats | Bools) -> Floats:
        """Of values by skill, shape (n, skills), those by group, shape (n, groups)."""
        found: Floats = np.asarray(values, dtype=np.float64) @ self.holds
        return found


def needs(firms: Sample, lists: Lists) -> Iterator[Cell]:
    """IND12: shares that use a skill now and need it by 2030, and where the need goes."""
    groups = Groups.of(lists)
    answered = firms.answers.answered("F_SK")
    now = groups.sums(firms.answers.chose_each("F_SK", lists.skills))
    later = groups.sums(dialogue.needed(firms, lists))
    scores, users = _changes(firms, lists, groups)
    for place, by in enumerate(groups.by):
        for measure, chose in (("now", now), ("later", later)):
            cell = blank("IND12", firms, measure=measure, **by)
            yield share_cell(cell, firms, chose[:, place] > 0, answered)
        cell = blank("IND12", firms, measure="momentum", **by)
        yield _momentum(cell, firms, scores[:, place], users[:, place])


def _changes(firms: Sample, lists: Lists, groups: Groups) -> tuple[Floats, Floats]:
    """Sums of what users say of 2030 and how many say it, each of shape (n, groups).

    A new need counts as "much more"; it is none of the skills in use.
    """
    in_use = firms.answers.roster("F_SK_LOOP")
    given = in_use.fields.code("chg30")
    new = firms.answers.chose_each("F_SKNEW", lists.skills)
    scores = new.astype(np.float64)
    for code, score in lists.changes.items():
        scores += score * in_use.holding(given == code, lists.skills)
    said = in_use.holding(np.isin(given, list(lists.changes)), lists.skills) | new
    return groups.sums(scores), groups.sums(said)


def _momentum(cell: Cell, firms: Sample, scores: Floats, users: Floats) -> Cell:
    members = users > 0
    each = scores / np.maximum(users, 1.0)

    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = balance(each, users, design, members)
        chosen, whole = unanimous(found, -100.0, 100.0), float(design.weights @ users)
        return found, Basis(kind=Kind.BALANCE, chosen=chosen, edges=BALANCE_EDGES, whole=whole)

    return measured(cell, firms, members, measure)


def severity(firms: Sample, lists: Lists) -> Iterator[Cell]:
    """IND15: how badly a skill in use is lacking, and who sees no way to get it."""
    groups = Groups.of(lists)
    in_use = firms.answers.roster("F_SK_LOOP")
    given = in_use.fields.code("today")
    lacks = np.zeros((firms.answers.size, len(lists.skills)))
    for code, score in LACKS.items():
        lacks += score * in_use.holding(given == code, lists.skills)
    said = in_use.holding(np.isin(given, list(LACKS)), lists.skills)
    uses = groups.sums(firms.answers.chose_each("F_SK", lists.skills)) > 0
    worst = Severities(groups.sums(lacks), groups.sums(said), uses)
    is_family = np.array(["family" in by for by in groups.by], dtype=np.bool_)
    for place, by in enumerate(groups.by):
        alike = np.flatnonzero(is_family == is_family[place])
        cell = blank("IND15", firms, measure="severity", **by)
        yield _severity(cell, firms, worst, (place, alike))
    yield from _without_a_way(firms, groups, in_use.holding(np.isin(given, LACKING), lists.skills))


@dataclass(frozen=True, eq=False)
class Severities:
    """lacks: sums of how badly, 0 to 1 a skill; said: of how many; uses: whether any is in use.
    Each of shape (n, groups)."""

    lacks: Floats
    said: Floats
    uses: Bools

    def estimate(self, place: int, alike: list[int], design: Design, answered: Bools) -> Estimate:
        """Mean lack times the share of firms that use it over the largest such share, 0 to 1.

        Linearised: all three may be off; the interval is that of a share.
        """
        members = self.said[:, place] > 0
        lack, one = ratio_scores(self.lacks[:, place], self.said[:, place], design, members)
        everybody = answered.astype(np.float64)
        shares = [
            ratio_scores(self.uses[:, each].astype(np.float64), everybody, design, answered)
            for each in alike
        ]
        used, two = shares[alike.index(place)]
        most, three = max(shares, key=lambda pair: pair[0])
        scores = (used * one + lack * two) / most - lack * used * three / most**2
        return with_share_interval(estimate(lack * used / most, scores, design, members), design)


def _severity(
    cell: Cell,
    firms: Sample,
    worst: Severities,
    where: tuple[int, "np.ndarray[tuple[int], np.dtype[np.intp]]"],
) -> Cell:
    place, alike = where
    answered = firms.answers.answered("F_SK")
    members = worst.said[:, place] > 0

    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = worst.estimate(place, alike.tolist(), design, answered).times(100.0)
        chosen = unanimous(found, 0.0, 100.0)
        return found, Basis(kind=Kind.SCORE, chosen=chosen, edges=SEVERITY_EDGES)

    return measured(cell, firms, members, measure)


def _without_a_way(firms: Sample, groups: Groups, lacking: Bools) -> Iterator[Cell]:
    """Of firms that lack a skill and say how they will get it, those who see no solution yet."""
    says, none = firms.answers.answered("F_GET"), firms.answers.chose("F_GET", NO_WAY)
    yield share_cell(
        blank("IND15", firms, measure="no_way"), firms, none, says & lacking.any(axis=1)
    )
    lacks = groups.sums(lacking) > 0
    for place, by in enumerate(groups.by):
        cell = blank("IND15", firms, measure="no_way", **by)
        yield share_cell(cell, firms, none, says & lacks[:, place])
