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

from app.estimation.arrays import Bools, Floats
from app.estimation.disclosure import has_base
from app.estimation.tables import AnswerTable
from app.reference.audiences import Audience
from app.reference.cells import WITH, Cell
from app.releases.indicators.isolation import FAR_FROM
from app.releases.indicators.measuring import blank, share_cell
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples, among, territories

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

    @classmethod
    def of(cls, trainers: AnswerTable, lists: Lists) -> "Offer":
        """A provider teaches all its skills in each of its places, and online where it says so."""
        places = tuple(lists.minutes_to_town)
        skills = trainers.chose_each("T_NOW", lists.skills)
        where = trainers.chose_each("T_PLACE", places)
        online: Bools = np.any(skills[trainers.chose("T_MODES", ONLINE)], axis=0)
        return cls(
            places=places,
            minutes=np.array([lists.minutes_to_town[place] for place in places], dtype=np.float64),
            taught=(where.T.astype(np.float64) @ skills) > 0,
            online=online,
        )

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
    answers, size = residents.answers, residents.answers.size
    limits = _limits(answers, lists)
    wanted = answers.chose_each("R_LEARN", lists.skills)
    known = wanted.any(axis=1) & np.isfinite(limits) & np.isfinite(_minutes(answers, lists))
    homes, offers = territories(residents), territories(trainers)
    has_computer = ~answers.chose("R_TBAR", NO_COMPUTER)
    surely, at_best, on_site = np.zeros((3, size), dtype=np.bool_)
    for territory in np.unique(homes).tolist():
        here, theirs = homes == territory, offers == territory
        if not has_base(int(theirs.sum())):
            known &= ~here
            continue
        offer = Offer.of(among(trainers.answers, theirs), lists)
        rows = np.flatnonzero(known & here)
        places = tuple(answers.code("R_PLACE")[rows].tolist())
        online = (wanted[rows] & offer.online).any(axis=1) & has_computer[rows]
        near = offer.within(places, limits[rows], is_short=False)
        nearer = offer.within(places, limits[rows], is_short=True)
        on_site[rows] = (wanted[rows] & near).any(axis=1)
        surely[rows] = on_site[rows] | online
        at_best[rows] = (wanted[rows] & nearer).any(axis=1) | online
    return Reach(known, surely, at_best, on_site)


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
