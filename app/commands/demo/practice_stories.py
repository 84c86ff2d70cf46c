"""The synthetic practices: how far each came, and on which days.

How many came to each step is stated in surveys/demo_network.yaml; days and marks are invented,
plausible orders of size.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from app.commands.demo.chance import stream
from app.commands.demo.facts import Facts
from app.errors import InvalidError

FIRST_VISIT, BETWEEN_VISITS = date(2023, 3, 15), 75  # days
LEADS, ARCHIVED, TOLD_TWICE = 3, 2, 1  # of those that nobody has observed yet
ONLY_IDENTIFIED = 10
LEFT_IN_EXPERIMENT, LEFT_AFTER_VISIT = 1, 2  # of those abandoned with lessons
READY = 1  # transferable, and not taken over for a year yet


@dataclass(frozen=True, slots=True)
class Story:
    """last: the state the practice is in. reached: the last one before an exit, or last itself.

    visit: number of the visit on which it was observed, from 0; None for those that nobody saw.
    days: state to the day it came there.
    """

    number: int
    reached: str
    last: str
    visit: int | None
    days: Mapping[str, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Practices that came at least so far; visits."""

    all: int
    observed: int
    experimented: int
    evaluated: int
    transferred: int
    abandoned: int
    visits: int


def read_counts(network: Facts) -> Counts:
    """Raises InvalidError for numbers that contradict each other."""
    told = network.at("practices")
    found = Counts(
        all=told.whole("identified"),
        observed=told.whole("observed"),
        experimented=told.whole("experimented"),
        evaluated=told.whole("evaluated"),
        transferred=told.whole("transferred"),
        abandoned=told.whole("abandoned_with_lessons"),
        visits=told.whole("visits"),
    )
    ways = dict(ways_of(found))
    if min(ways.values()) < 0:
        message = f"{told.where}: the counts contradict each other: a step holds more than before."
        raise InvalidError(message)
    return found


def ways_of(counts: Counts) -> Iterator[tuple[tuple[str, str], int]]:
    """Reached and last state, to how many practices went that way."""
    left_early = counts.abandoned - LEFT_IN_EXPERIMENT - LEFT_AFTER_VISIT
    unseen = counts.all - counts.observed - LEADS - ONLY_IDENTIFIED
    yield ("transferred", "transferred"), counts.transferred
    yield ("transferable", "transferable"), READY
    yield ("evaluated", "evaluated"), counts.evaluated - counts.transferred - READY
    tried = counts.experimented - counts.evaluated
    yield ("experimenting", "abandoned_with_lessons"), LEFT_IN_EXPERIMENT
    yield ("experimenting", "experimenting"), tried - LEFT_IN_EXPERIMENT
    seen = counts.observed - counts.experimented
    yield ("observed", "abandoned_with_lessons"), LEFT_AFTER_VISIT
    yield ("observed", "observed"), seen - LEFT_AFTER_VISIT
    yield ("documented", "abandoned_with_lessons"), left_early
    yield ("documented", "archived"), ARCHIVED
    yield ("identified", "duplicate"), TOLD_TWICE
    yield ("documented", "documented"), unseen - left_early - ARCHIVED - TOLD_TWICE
    yield ("identified", "identified"), ONLY_IDENTIFIED
    yield ("lead", "lead"), LEADS


def draw_stories(counts: Counts, states: tuple[str, ...], seed: int) -> tuple[Story, ...]:
    """In the order of how far they came; those that came furthest were seen first."""
    found: list[Story] = []
    for (reached, last), many in ways_of(counts):
        for _ in range(many):
            number = len(found)
            rng = stream(seed, "practice", str(number))
            is_seen = states.index(reached) >= states.index("observed")
            visit = number * counts.visits // counts.observed if is_seen else None
            days = dict(_days(states, (reached, last), visit, rng))
            found.append(Story(number, reached, last, visit, days))
    return tuple(found)


def visit_day(number: int) -> date:
    return FIRST_VISIT + timedelta(days=BETWEEN_VISITS * number)


def _days(
    states: tuple[str, ...], way: tuple[str, str], visit: int | None, rng: np.random.Generator
) -> Iterator[tuple[str, date]]:
    """Backwards from the visit to the lead, and on from it."""
    reached, last = way
    seen = visit_day(visit) if visit is not None else date(2024, 9, 1) + _after(rng, 0, 400)
    documented = seen - _after(rng, 15, 90)
    identified = documented - _after(rng, 20, 120)
    tried = seen + _after(rng, 20, 90)
    evaluated = tried + _after(rng, 150, 300)
    ready = evaluated + _after(rng, 20, 90)
    every = {
        "lead": identified - _after(rng, 10, 90),
        "identified": identified,
        "documented": documented,
        "observed": seen,
        "experimenting": tried,
        "evaluated": evaluated,
        "transferable": ready,
        "transferred": ready + timedelta(days=400) + _after(rng, 0, 60),
    }
    came = states[: states.index(reached) + 1]
    yield from ((state, every[state]) for state in came)
    if last != reached:
        yield last, every[reached] + _after(rng, 150, 300)


def _after(rng: np.random.Generator, least: int, most: int) -> timedelta:
    return timedelta(days=int(rng.integers(least, most + 1)))
