"""Whether residents can get to a course on what they want to learn (IND26).

The network knows how long each municipality is from its town by road, not how long one is from
another. By way of the town they are as far apart as both are from it together: no road takes
longer, and where two lie on one road they are nearer, at best by the difference of the two. So
two shares are told: who is surely in reach, and who would be if all roads were as short as can be.
A course in one's own municipality is in reach.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Bools, Floats, Labels
from app.estimation.disclosure import has_base
from app.estimation.tables import AnswerTable
from app.reference.audiences import Audience
from app.reference.cells import WITH, Cell
from app.releases.indicators.isolation import FAR_FROM
from app.releases.indicators.measuring import blank, share_cell
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples, territories

TRAVEL = "R_TRAVEL"
ONLINE, NO_COMPUTER = "lm_online", "ob_digi"


@dataclass(frozen=True, eq=False)
class Offer:
    """What is taught in one territory. places: where; minutes: of each to the town, shape (p,).

    taught: which skills at which place, shape (p, skills); online: which at a distance.
    """

    places: tuple[str, ...]
    minutes: Floats
    taught: Bools
    online: Bools

    def within(self, homes: tuple[str, ...], limits: Floats, *, is_short: bool) -> Bools:
        """Which skills are taught within reach of each home, shape (n, skills).

        homes: known municipalities; limits: minutes, shape (n,). is_short: roads as short as they
        can be, else by way of the town.
        """
        place = {code: number for number, code in enumerate(self.places)}
        home = np.array([place[code] for code in homes], dtype=np.intp)
        sign = -1.0 if is_short else 1.0
        apart = np.abs(self.minutes[home][:, None] + sign * self.minutes)
        apart[np.arange(home.size), home] = 0.0
        found: Bools = (apart <= limits[:, None]).astype(np.float64) @ self.taught > 0
        return found


@dataclass(frozen=True, eq=False)
class Providers:
    """By provider: skills, where it teaches and which of its skills also online, shape (n, …).

    Each teaches all its skills in each of its places, and online where it says so."""

    territories: Labels
    skills: Bools
    where: Bools
    online: Bools

    @classmethod
    def of(cls, trainers: Sample, lists: Lists) -> "Providers":
        answers = trainers.answers
        skills = answers.chose_each("T_NOW", lists.skills)
        return cls(
            territories=territories(trainers),
            skills=skills,
            where=answers.chose_each("T_PLACE", tuple(lists.minutes_to_town)),
            online=skills & answers.chose("T_MODES", ONLINE)[:, None],
        )

    def offer(self, territory: str, lists: Lists) -> Offer | None:
        """None where too few answered to tell what is taught."""
        here = self.territories == territory
        if not has_base(int(here.sum())):
            return None
        online: Bools = np.any(self.online[here], axis=0)
        return Offer(
            places=tuple(lists.minutes_to_town),
            minutes=np.array(list(lists.minutes_to_town.values()), dtype=np.float64),
            taught=(self.where[here].T.astype(np.float64) @ self.skills[here]) > 0,
            online=online,
        )


@dataclass(frozen=True, eq=False)
class Reach:
    """By resident, shape (n,) each. known: who wants to learn something, and where and how far
    they would go is known, in a territory whose offer is. surely, at_best, on_site: in reach by
    way of the town or online, by the shortest roads or online, by way of the town alone."""

    known: Bools
    surely: Bools
    at_best: Bools
    on_site: Bools


def cells(samples: Samples, lists: Lists) -> Iterator[Cell]:
    """Of those who took the part on learning, weighted anew: all, near to the town, and far."""
    residents = samples.asked(Audience.RESIDENTS, TRAVEL)
    if residents is None or samples.trainers is None:
        return
    found = reach(residents, samples.trainers, lists)
    for measure, chose in (
        ("reach", found.surely),
        ("at_best", found.at_best),
        ("on_site", found.on_site),
    ):
        yield share_cell(_blank(residents, measure), residents, chose, found.known)
    minutes = _minutes(residents.answers, lists)
    for distance, group in (("near", minutes < FAR_FROM), ("far", minutes >= FAR_FROM)):
        cell = _blank(residents, "reach", distance=distance)
        yield share_cell(cell, residents, found.surely, found.known & group)


def reach(residents: Sample, trainers: Sample, lists: Lists) -> Reach:
    """Courses are sought in one's own territory; one with too few providers tells nothing."""
    answers = residents.answers
    limits, homes = _limits(answers, lists), territories(residents)
    wanted, places = answers.chose_each("R_LEARN", lists.skills), answers.code("R_PLACE")
    known = wanted.any(axis=1) & np.isfinite(limits) & np.isfinite(_minutes(answers, lists))
    has_computer = ~answers.chose("R_TBAR", NO_COMPUTER)
    providers = Providers.of(trainers, lists)
    online, near, nearer = np.zeros((3, answers.size), dtype=np.bool_)
    for territory in np.unique(homes).tolist():
        offer = providers.offer(territory, lists)
        if offer is None:
            known &= homes != territory
            continue
        rows = np.flatnonzero(known & (homes == territory))
        here, wishes = tuple(places[rows].tolist()), wanted[rows]
        for found, is_short in ((near, False), (nearer, True)):
            taught = offer.within(here, limits[rows], is_short=is_short)
            found[rows] = (wishes & taught).any(axis=1)
        online[rows] = (wishes & offer.online).any(axis=1) & has_computer[rows]
    return Reach(known, surely=near | online, at_best=nearer | online, on_site=near)


def _blank(residents: Sample, measure: str, **by: str) -> Cell:
    by = {"measure": measure, WITH: Audience.TRAINERS.value, **by}
    return blank("IND26", residents, **by)


def _limits(residents: AnswerTable, lists: Lists) -> Floats:
    """Minutes that each would travel one way; nan where not said."""
    scores = lists.scores.get(TRAVEL, {})
    given = residents.code(TRAVEL).tolist()
    return np.array([scores.get(code, np.nan) for code in given], dtype=np.float64)


def _minutes(residents: AnswerTable, lists: Lists) -> Floats:
    """From home to the town; nan where the municipality is not known."""
    places = residents.code("R_PLACE").tolist()
    found = [lists.minutes_to_town.get(place, np.nan) for place in places]
    return np.array(found, dtype=np.float64)
