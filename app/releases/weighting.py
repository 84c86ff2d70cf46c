"""Weights of a territory's respondents, from what is known of its population.

Answers are self-selected: the weights treat taking part as chance within the margins
(quasi-randomisation). Firms: strata are size classes, weights N/n of the class, raked to size and
activity. Residents: one stratum, raked to age by sex, education, and newcomers of under five
years. Trainers: one stratum of the frame. Those who did not say their level: see levels.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

import numpy as np

from app.errors import InvalidError
from app.estimation.arrays import Labels
from app.estimation.calibration import for_small_samples, raked
from app.estimation.design import Design
from app.estimation.tables import Coded, Said
from app.reference.audiences import Audience
from app.releases import sizes
from app.releases.levels import Levels, joined, with_unknown
from app.releases.lists import Lists

Margins: TypeAlias = Mapping[str, Mapping[str, float]]  # name to level to total
NEWCOMER_CODES = ("l2", "l5")
LEAST_IN_LEVEL = 10  # respondents; a level with fewer joins its neighbour
READ: Mapping[str, tuple[str, ...]] = {  # by audience, the questions that weights rest on
    Audience.FIRMS: ("F_SIZE", "F_EMP", "F_ACT"),
    Audience.RESIDENTS: ("R_AGE", "R_SEX", "R_EDU", "R_LONG"),
    Audience.TRAINERS: (),
}
OTHER = ("a_other", "other")  # levels that take in activities which the margins do not name


class MissingMarginError(InvalidError):
    def __init__(self, audience: str, margin: str) -> None:
        super().__init__(
            f"The population of {audience} has no margin {margin!r}: load it with the territory.",
            audience=audience,
            margin=margin,
        )


@dataclass(frozen=True, eq=False)
class Weighted:
    """A design and what was done to reach it, said in words."""

    design: Design
    notes: tuple[str, ...] = ()


def weigh(audience: str, answers: Said, margins: Margins, lists: Lists) -> Weighted:
    """The weighted sample of one territory; at least two respondents.

    Raises MissingMarginError.
    """
    if audience == Audience.FIRMS:
        return _weigh_firms(answers, margins, lists)
    if audience == Audience.RESIDENTS:
        return _weigh_residents(answers, margins, lists)
    return Weighted(_plain(answers.size, _size(margins, audience, "all")))


def _weigh_firms(answers: Said, margins: Margins, lists: Lists) -> Weighted:
    population = _size(margins, "firms", "size")
    levels_of, rows = partial(_levels, answers, margins, "firms"), answers.rows_once
    size = with_unknown(levels_of("size", sizes.classes(rows)))
    activity = levels_of("activity", _activities(rows, margins))
    design, notes = _stratified(size, lists)
    targets = (
        joined(size, lists.sizes, _is_thin),
        joined(with_unknown(activity).scaled_to(population), lists.activities, _is_thin),
    )
    return _raked(design, targets, notes)


def _weigh_residents(answers: Said, margins: Margins, lists: Lists) -> Weighted:
    population = _size(margins, "residents", "age_sex")
    rows = answers.rows_once
    ages, sexes = (rows.code(each).astype(np.str_) for each in ("R_AGE", "R_SEX"))
    labels = {
        "age_sex": np.strings.add(np.strings.add(ages, ":"), sexes),
        "education": rows.code("R_EDU"),
        "newcomer": _newcomers(rows),
    }
    levels_of = partial(_levels, answers, margins, "residents")
    by_age = [f"{age}:{sex}" for sex in (*lists.sexes, "?") for age in lists.ages]
    orders = {"age_sex": by_age, "education": lists.education, "newcomer": ("yes", "no")}
    targets = tuple(
        joined(
            with_unknown(levels_of(name, each)).scaled_to(population),
            orders[name],
            _is_thin,
        )
        for name, each in labels.items()
    )
    return _raked(_plain(answers.size, population), targets, ())


def _is_thin(respondents: int, total: float) -> bool:
    """Thin levels explain their respondents away: errors look small and intervals miss the truth.

    Over samples of a known population, 95 % intervals of 80 firms held it 92 % of the time with
    levels of three, 94 % with levels of ten.
    """
    return respondents < LEAST_IN_LEVEL or total <= 0


def _cannot_stand_alone(respondents: int, total: float) -> bool:
    """A stratum of one shows no variance; one larger than its population contradicts itself."""
    return respondents < 2 or respondents > total


def _size(margins: Margins, audience: str, name: str) -> float:
    if name not in margins:
        raise MissingMarginError(audience, name)
    return sum(margins[name].values())


def _levels(said: Said, margins: Margins, audience: str, name: str, labels: Labels) -> Levels:
    """labels: of each row."""
    if name not in margins:
        raise MissingMarginError(audience, name)
    found = Levels.of(name, labels, dict(margins[name]))
    return replace(found, place=said.of_each(found.place))


def _activities(answers: Coded, margins: Margins) -> Labels:
    """Activities as the margins name them; the others together."""
    known = margins.get("activity", {})
    other = next((level for level in OTHER if level in known), OTHER[0])
    codes = answers.code("F_ACT")
    return np.where(np.isin(codes, list(known)), codes, other)


def _newcomers(answers: Coded) -> Labels:
    codes = answers.code("R_LONG")
    return np.where(np.isin(codes, NEWCOMER_CODES), "yes", np.where(codes == "", "", "no"))


def _plain(n: int, population: float) -> Design:
    whole = max(population, float(n))
    return Design(np.full(n, whole / n), population=whole)


def _stratified(size: Levels, lists: Lists) -> tuple[Design, tuple[str, ...]]:
    """Size classes as strata; one that can't stand alone joins the nearest size class."""
    strata = joined(size, lists.sizes, _cannot_stand_alone)
    counts = strata.counts()
    population = {level: max(total, float(counts[level])) for level, total in strata.totals.items()}
    weights = np.array([population[name] / counts[name] for name in strata.names])[strata.place]
    design = Design(weights, strata=strata.labels, population=population)
    return design, tuple(f"strata, {note}" for note in strata.notes)


def _raked(design: Design, targets: tuple[Levels, ...], notes: tuple[str, ...]) -> Weighted:
    """Raked to all margins, or to the first ones where all together can't be reached."""
    margins = {each.name: (each.place, each.totals_by_place()) for each in targets}
    said = (*notes, *(note for each in targets for note in each.notes))
    reached = raked(design, margins)
    if reached is not None:
        return Weighted(for_small_samples(reached), said)
    left_out = f"{targets[-1].name}: left out, no weights reach it with the other margins"
    if len(targets) == 1:
        return Weighted(design, (*said, left_out))
    found = _raked(design, targets[:-1], notes)
    return Weighted(found.design, (*found.notes, left_out))
