"""What firms would answer on jobs and skills.

Hard-to-fill hires (55 %) and the part of them for lack of skills (45 %) are targets of
surveys/demo_network.yaml, as is the share that does not know about 2030; the other shares are
invented, plausible orders of size.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from app.commands.demo.chance import (
    Bools,
    Floats,
    one_of,
    one_of_by,
    scaled,
    some_of,
    top_picks,
)
from app.commands.demo.columns import Column, Multiple, Number, Single
from app.commands.demo.firm_frame import FirmFrame
from app.commands.demo.story import tilts

HIRE = {
    "z0": {"yes": 0.06, "maybe": 0.06, "no": 0.88},
    "z1_4": {"yes": 0.20, "maybe": 0.12, "no": 0.68},
    "z5_9": {"yes": 0.38, "maybe": 0.15, "no": 0.47},
    "z10_49": {"yes": 0.55, "maybe": 0.15, "no": 0.30},
    "z50_249": {"yes": 0.78, "maybe": 0.10, "no": 0.12},
    "z250": {"yes": 0.92, "maybe": 0.05, "no": 0.03},
}
MOST_HIRES = {"z0": 1, "z1_4": 1, "z5_9": 2, "z10_49": 3, "z50_249": 6, "z250": 12}  # for one job
HARD, HARD_UNKNOWN, FOR_SKILLS = 0.55, 0.07, 0.45
OTHER_REASONS = {
    "wh_few": 0.60,
    "wh_pay": 0.30,
    "wh_hours": 0.30,
    "wh_house": 0.28,
    "wh_transp": 0.25,
    "wh_child": 0.12,
    "wh_image": 0.22,
    "wh_time": 0.15,
}
JOBS = {
    "a_agri": ("j_farm", "j_labour", "j_driver"),
    "a_forest": ("j_forest", "j_driver", "j_oper"),
    "a_fish": ("j_forest", "j_food", "j_labour"),
    "a_food": ("j_food", "j_oper", "j_labour"),
    "a_craft": ("j_craft", "j_food", "j_oper"),
    "a_industry": ("j_metal", "j_oper", "j_tech"),
    "a_energy": ("j_elec", "j_tech", "j_labour"),
    "a_build": ("j_build", "j_elec", "j_labour"),
    "a_trade": ("j_sales", "j_clerk", "j_driver"),
    "a_transp": ("j_driver", "j_labour", "j_clerk"),
    "a_tourism": ("j_cook", "j_clean", "j_clerk"),
    "a_digital": ("j_it", "j_bizprof", "j_tech"),
    "a_bizserv": ("j_bizprof", "j_clerk", "j_manager"),
    "a_nature": ("j_farm", "j_labour", "j_tech"),
    "a_care": ("j_carer", "j_health", "j_social"),
    "a_culture": ("j_social", "j_clerk", "j_teach"),
    "a_personal": ("j_personal", "j_clean", "j_metal"),
}
GROWING = {"s_digipro": 0.5, "s_data": 0.7, "s_auto": 0.4, "s_energy": 0.5, "s_circular": 0.4}
TODAY = {"ok": 0.45, "few": 0.35, "lack": 0.20}
CHANGE = {"mm": 0.02, "m": 0.06, "e": 0.44, "p": 0.36, "pp": 0.12}
NEW_SKILLS = {"0": 0.30, "1": 0.32, "2": 0.25, "3": 0.13}
GET = {"aw_train": 0.42, "aw_hire": 0.24, "aw_share": 0.09, "aw_buy": 0.14, "aw_none": 0.11}


def work_answers(frame: FirmFrame) -> Iterator[tuple[str, Column]]:
    yield from _hiring(frame)
    yield from _skills(frame)


def _hiring(frame: FirmFrame) -> Iterator[tuple[str, Column]]:
    rng, size = frame.stream("hiring"), frame.size
    yield "F_HIRE", one_of_by(rng, HIRE, frame.size_class)
    wanted = top_picks(rng, _job_logits(frame), 1 + (rng.random(size) < 0.3) + 0)
    yield "F_JOBS", Multiple(frame.setting.lists.jobs, wanted)
    most = frame.size_class.values({code: float(most) for code, most in MOST_HIRES.items()})
    hard = {"yes": HARD * (1 - HARD_UNKNOWN), "no": (1 - HARD) * (1 - HARD_UNKNOWN)}
    for job in frame.setting.lists.jobs:
        at = f"F_JOB_LOOP[{job}]"
        yield f"{at}/n", Number(1 + (rng.random(size) * most).astype(np.int64))
        yield f"{at}/kind", one_of(rng, {"replace": 0.48, "grow": 0.32, "season": 0.20}, size)
        yield f"{at}/hard", one_of(rng, hard | {"dk": HARD_UNKNOWN}, size)
    yield "F_WHYHARD", _reasons(rng, size)


def _job_logits(frame: FirmFrame) -> Floats:
    jobs = frame.setting.lists.jobs
    rows = [
        [3.0 if job in JOBS.get(activity, ()) else 0.0 for job in jobs]
        for activity in frame.activity.codes
    ]
    logits: Floats = np.array(rows)[frame.activity.index]
    return np.where(np.equal(jobs, "j_other"), -np.inf, logits)


def _reasons(rng: np.random.Generator, size: int) -> Multiple:
    """One to three reasons; a lack of skills or of a diploma is among those of FOR_SKILLS."""
    for_skills = rng.random(size) < FOR_SKILLS
    skill = for_skills & (rng.random(size) < 0.72)
    diploma = for_skills & (~skill | (rng.random(size) < 0.2))
    counts = np.maximum(1, rng.integers(1, 4, size)) - skill - diploma
    others = some_of(rng, OTHER_REASONS, np.maximum(counts, ~for_skills))
    return Multiple(
        ("wh_skill", "wh_qual", *others.codes), np.column_stack([skill, diploma, others.chosen])
    )


def _skills(frame: FirmFrame) -> Iterator[tuple[str, Column]]:
    rng, size, skills = frame.stream("skills"), frame.size, frame.setting.lists.skills
    story = frame.setting.story
    logits = story.demand[frame.row] + _used(frame) + rng.normal(0, 0.35, (size, len(skills)))
    now = top_picks(rng, logits, rng.integers(3, 6, size))
    yield "F_SK", Multiple(skills, now)
    growing = tilts(GROWING, skills)
    lacking = 0.25 * (story.demand[frame.row] - story.wish[frame.row])
    unknown = frame.setting.network.missing["dk_future_2030"]
    for place, skill in enumerate(skills):
        at = f"F_SK_LOOP[{skill}]"
        yield f"{at}/today", scaled(rng.normal(lacking[place], 1, size), TODAY)
        change = scaled(rng.normal(growing[place], 1, size), CHANGE)
        yield f"{at}/chg30", change.replaced_where(rng.random(size) < unknown, "dk")
    yield "F_SKNEW", _new_skills(rng, np.where(now, -np.inf, logits + growing), skills)
    yield "F_GET", one_of(rng, GET, size)


def _used(frame: FirmFrame) -> Floats:
    places = [frame.setting.lists.activities.index(code) for code in frame.activity.codes]
    return frame.setting.story.by_activity[places][frame.activity.index]


def _new_skills(rng: np.random.Generator, logits: Floats, skills: tuple[str, ...]) -> Multiple:
    counts = one_of(rng, NEW_SKILLS, len(logits)).index
    return Multiple(skills, top_picks(rng, logits, counts)).or_only("none", counts == 0)


def needed_by_2030(answers: Mapping[str, Column], skills: tuple[str, ...]) -> Floats:
    """Share of the firms that will need each skill by 2030 (D30 of indicator IND12)."""
    now, new = answers["F_SK"], answers["F_SKNEW"]
    if not (isinstance(now, Multiple) and isinstance(new, Multiple)):
        raise TypeError("F_SK and F_SKNEW take several choices.")
    kept = [_kept(answers[f"F_SK_LOOP[{skill}]/chg30"]) for skill in skills]
    return np.array(
        [((now.has(s) & kept[place]) | new.has(s)).mean() for place, s in enumerate(skills)]
    )


def _kept(change: Column) -> Bools:
    if not isinstance(change, Single):
        raise TypeError("chg30 is a scale.")
    return change.among("e", "p", "pp")
