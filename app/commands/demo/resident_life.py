"""What residents would answer on work, wishes, staying, learning and their path.

Staying by age and by car, training by education, and takers against handovers are targets of
surveys/demo_network.yaml; every other share is an invented, plausible order of size.
"""

from collections.abc import Iterator

import numpy as np

from app.commands.demo.chance import (
    Bools,
    each_of,
    happens_by,
    one_of,
    one_of_by,
    some_of,
    top_picks,
)
from app.commands.demo.columns import Column, Multiple
from app.commands.demo.resident_frame import ResidentFrame
from app.commands.demo.resident_shares import (
    ACTIVITY_ELSEWHERE,
    CAR,
    CHANGE,
    FORMS,
    LEAVE_AS,
    LONG,
    MEANS,
    NO_WORK,
    PLACE_NEEDS,
    REASONS_TO_LEAVE,
    STATUS,
    STAY,
    STAY_WITH_CAR,
    UNSURE_TO_STAY,
)

TAKERS_A_HANDOVER = 0.45  # target of the file
IN_TWO_PLACES = 0.06  # of those who stay


def life_answers(frame: ResidentFrame, handovers: int) -> Iterator[tuple[str, Column]]:
    """handovers: firms of the territory whose owner plans to hand over within five years."""
    yield from _work(frame)
    yield from _wishes(frame, handovers)
    yield from _staying(frame)


def _work(frame: ResidentFrame) -> Iterator[tuple[str, Column]]:
    rng, size = frame.stream("work"), frame.size
    status = one_of_by(rng, STATUS, frame.age)
    yield "R_STATUS", status
    private = {code: 0.75 * share for code, share in frame.territory.sectors.items()}
    yield "R_ACT", one_of(rng, private | _added(private, ACTIVITY_ELSEWHERE), size)
    yield "R_LONG", one_of_by(rng, LONG, frame.newcomer)
    yield "R_CHANGE", one_of(rng, CHANGE, size)


def _added(shares: dict[str, float], more: dict[str, float]) -> dict[str, float]:
    return {code: shares.get(code, 0.0) + share for code, share in more.items()}


def _wishes(frame: ResidentFrame, handovers: int) -> Iterator[tuple[str, Column]]:
    rng, activities = frame.stream("wishes"), frame.setting.lists.activities[:-1]
    counts = rng.integers(1, 4, frame.size)
    counts[happens_by(rng, NO_WORK, frame.age)] = 0
    logits = rng.normal(0, 0.5, len(activities)) + np.zeros((frame.size, 1))
    wanted = Multiple(activities, top_picks(rng, logits, counts))
    yield "R_WANT30", wanted.or_only("nowork", counts == 0)
    takers = _takers(rng, counts > 0, round(TAKERS_A_HANDOVER * handovers))
    forms = some_of(rng, FORMS, rng.integers(1, 3, frame.size) - takers)
    yield "R_FORM30", Multiple(("w_take", *forms.codes), np.column_stack([takers, forms.chosen]))


def _takers(rng: np.random.Generator, active: Bools, count: int) -> Bools:
    """`count` of those who will be active."""
    order = np.where(active, rng.random(len(active)), 2)
    return active & (np.argsort(np.argsort(order)) < count)


def _staying(frame: ResidentFrame) -> Iterator[tuple[str, Column]]:
    rng, size = frame.stream("staying"), frame.size
    means = each_of(rng, MEANS, size)
    car = happens_by(rng, CAR, frame.age)
    means = Multiple(("m_car", *means.codes), np.column_stack([car, means.chosen]))
    yield "R_MEANS", means.or_only("m_none")
    likely = frame.age.values(STAY) + np.where(
        frame.is_under_30, STAY_WITH_CAR * (car - frame.age.values(CAR)), 0
    )
    stays = rng.random(size) < likely
    answer = one_of(rng, LEAVE_AS, size).replaced_where(stays, "mv_stay")
    answer = answer.replaced_where(stays & (rng.random(size) < IN_TWO_PLACES), "mv_multi")
    yield "R_STAY", answer.replaced_where(happens_by(rng, UNSURE_TO_STAY, frame.age), "mv_dk")
    yield "R_WHY", some_of(rng, REASONS_TO_LEAVE, rng.integers(1, 4, size))
    yield "R_NEED", some_of(rng, PLACE_NEEDS, rng.integers(1, 4, size))
