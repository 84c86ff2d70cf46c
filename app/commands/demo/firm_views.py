"""What firms would answer on their future, their time, training and the place.

Don't-know shares, isolation by distance and size, hours for people against what was put off, and
how long firms can wait are stated or targeted in surveys/demo_network.yaml; the other shares are
invented, plausible orders of size.
"""

from collections.abc import Iterator

import numpy as np

from app.commands.demo.chance import (
    Floats,
    each_of,
    happens_by,
    one_of,
    scaled,
    some_of,
    standard,
    top_picks,
)
from app.commands.demo.columns import Column, Multiple, Single
from app.commands.demo.firm_frame import FirmFrame

CHANGE = {"mm": 0.06, "m": 0.17, "e": 0.38, "p": 0.29, "pp": 0.10}
OUTLOOK = {"a_care": 0.5, "a_energy": 0.5, "a_digital": 0.5, "a_nature": 0.3, "a_tourism": 0.2}
OUTLOOK |= {"a_trade": -0.4, "a_fish": -0.4, "a_agri": -0.2, "a_craft": -0.1}
AGREE = {"1": 0.18, "2": 0.26, "3": 0.20, "4": 0.24, "5": 0.12}
BY_DISTANCE, BY_SIZE = 0.30, -0.24  # gives correlations of .25 and -.20 with the mean of the items
ITEM_LOADING = 0.75
HOURS = {"h0": 0.20, "h2": 0.34, "h8": 0.27, "h20": 0.13, "h21": 0.06}
HOUR_SCORES = {"h0": 0.0, "h2": 1.0, "h8": 5.0, "h20": 14.0, "h21": 30.0}
LATE = ("l_hire", "l_train", "l_talk", "l_plan", "l_intern")
LATE_BY_HOURS = -0.58  # logit a standard deviation of hours a head: gives a correlation of -.35
WANTED = {
    "sv_sharedhr": 0.16,
    "sv_group": 0.18,
    "sv_peers": 0.24,
    "sv_mentor": 0.15,
    "sv_recruit": 0.26,
    "sv_collect": 0.25,
    "sv_intern": 0.22,
    "sv_house": 0.20,
    "sv_transfer": 0.16,
    "sv_admin": 0.33,
}
DRIVERS = {
    "d_digital": 0.35,
    "d_climate": 0.33,
    "d_energy": 0.40,
    "d_supply": 0.18,
    "d_client": 0.34,
    "d_rules": 0.32,
    "d_age": 0.24,
    "d_people": 0.18,
}
TRAINED = {
    "z0": 0.30,
    "z1_4": 0.38,
    "z5_9": 0.55,
    "z10_49": 0.74,
    "z50_249": 0.92,
    "z250": 0.98,
}
TRAINING_BARS = {
    "ob_time": 0.50,
    "ob_replace": 0.38,
    "ob_cost": 0.34,
    "ob_far": 0.33,
    "ob_none": 0.28,
    "ob_sched": 0.20,
    "ob_late": 0.18,
    "ob_info": 0.22,
    "ob_digi": 0.05,
}
LEAD = {"w2": 0.07, "w8": 0.24, "w26": 0.36, "w52": 0.15, "w99": 0.05, "never": 0.08, "dk": 0.05}
LONGEST_WAIT = {"w2": 0.21, "w8": 0.41, "w26": 0.30, "w52": 0.08}  # median class 8 weeks: target 9
LEARNING = {
    "lm_job": 0.40,
    "lm_short": 0.45,
    "lm_long": 0.10,
    "lm_online": 0.18,
    "lm_hybrid": 0.15,
    "lm_alt": 0.22,
    "lm_peer": 0.20,
    "lm_rpl": 0.05,
}
CODESIGN = {"c_host": 0.34, "c_design": 0.12, "c_share": 0.30, "c_teach": 0.20}
CONDITIONS = {
    "lc_job": 0.15,
    "lc_house": 0.48,
    "lc_transp": 0.42,
    "lc_child": 0.20,
    "lc_health": 0.36,
    "lc_train": 0.12,
    "lc_net": 0.12,
    "lc_social": 0.14,
    "lc_nature": 0.04,
    "lc_cost": 0.18,
    "lc_welcome": 0.08,
}
HIRED = {
    "o_young": 0.30,
    "o_old": 0.14,
    "o_long": 0.12,
    "o_new": 0.16,
    "o_abroad": 0.13,
    "o_disab": 0.05,
}


def view_answers(frame: FirmFrame) -> Iterator[tuple[str, Column]]:
    yield from _future(frame)
    yield from _people_time(frame)
    yield from _isolation(frame)
    yield from _training(frame)
    yield from _place(frame)


def _future(frame: FirmFrame) -> Iterator[tuple[str, Column]]:
    rng, missing = frame.stream("future"), frame.setting.network.missing
    outlook = np.nan_to_num(frame.activity.values(OUTLOOK)) + 0.1 * frame.large
    by_2030 = standard(rng.normal(size=frame.size) + outlook)
    jobs = 0.7 * by_2030 + rng.normal(-0.15, 0.7, frame.size)
    by_2035 = 0.8 * by_2030 + rng.normal(0, 0.6, frame.size)
    unsure = rng.normal(size=frame.size)
    still_unsure = 0.6 * unsure + rng.normal(0, 0.8, frame.size)
    yield "F_ACT30", _future_scale(by_2030, unsure, missing["dk_future_2030"])
    yield "F_EMP30", _future_scale(jobs, unsure, missing["dk_future_2030"])
    yield "F_ACT35", _future_scale(by_2035, still_unsure, missing["dk_future_2035"])
    activities = frame.setting.lists.activities[:-1]
    logits = np.zeros((frame.size, len(activities)))
    own = np.array([code in activities for code in frame.activity.codes])[frame.activity.index]
    places = np.array([activities.index(code) for code in frame.activity.codes])
    logits[own, places[frame.activity.index][own]] = -np.inf
    counts = one_of(rng, {"0": 0.74, "1": 0.18, "2": 0.06, "3": 0.02}, frame.size).index
    new = Multiple(activities, top_picks(rng, logits, counts))
    yield "F_NEWACT", new.or_only("none", counts == 0)


def _future_scale(latent: Floats, unsure: Floats, unknown: float) -> Single:
    """A change, or "don't know" for those the least sure."""
    return scaled(latent, CHANGE).replaced_where(unsure > np.quantile(unsure, 1 - unknown), "dk")


def _people_time(frame: FirmFrame) -> Iterator[tuple[str, Column]]:
    rng = frame.stream("time")
    hours = scaled(0.6 * frame.large + rng.normal(0, 0.8, frame.size), HOURS)
    a_head = hours.values(HOUR_SCORES) / np.maximum(frame.employment, 1)
    ease = standard(np.log1p(a_head))
    put_off = 1 / (1 + np.exp(0.75 - LATE_BY_HOURS * ease))
    late = rng.random((frame.size, len(LATE))) < put_off[:, None]
    yield "F_HRTIME", hours
    yield "F_HRLATE", Multiple(LATE, late).or_only("l_none")
    counts = rng.integers(1, 4, frame.size)
    wanted = some_of(rng, WANTED, counts)
    yield "F_WANT", wanted.or_only("sv_none", rng.random(frame.size) < 0.12)


def _isolation(frame: FirmFrame) -> Iterator[tuple[str, Column]]:
    """Three items on one feeling, two of them worded the other way round."""
    rng = frame.stream("isolation")
    told = BY_DISTANCE * frame.far + BY_SIZE * frame.large
    alone = told + rng.normal(0, np.sqrt(1 - BY_DISTANCE**2 - BY_SIZE**2), frame.size)
    for path, direction in (("F_ISO1", -1), ("F_ISO2", 1), ("F_ISO3", -1)):
        own = rng.normal(0, np.sqrt(1 - ITEM_LOADING**2), frame.size)
        yield path, scaled(direction * (ITEM_LOADING * alone + own), AGREE)


def _training(frame: FirmFrame) -> Iterator[tuple[str, Column]]:
    rng, size = frame.stream("training"), frame.size
    yield (
        "F_DRIVER",
        some_of(rng, DRIVERS, rng.integers(1, 4, size)).or_only("d_none", rng.random(size) < 0.07),
    )
    trained = happens_by(rng, TRAINED, frame.size_class)
    yield "F_TRAINED", Single(("yes", "no"), (~trained).astype(np.int64))
    yield (
        "F_TBAR",
        some_of(rng, TRAINING_BARS, rng.integers(1, 4, size)).or_only(
            "ob_noneed", rng.random(size) < 0.10
        ),
    )
    yield "F_TLEAD", one_of(rng, LEAD, size)
    yield "F_TMAX", one_of(rng, LONGEST_WAIT, size)
    yield "F_TMODE", some_of(rng, LEARNING, rng.integers(1, 3, size))
    ready = each_of(rng, CODESIGN, size)
    yield "F_CODESIGN", ready.or_only("c_none")


def _place(frame: FirmFrame) -> Iterator[tuple[str, Column]]:
    rng, size, skills = frame.stream("place"), frame.size, frame.setting.lists.skills
    known_for = dict.fromkeys(skills, 0.006)
    known_for |= dict.fromkeys(frame.territory.specific_skills, 0.16)
    yield "F_SPEC", one_of(rng, known_for | {"none": 0.5}, size)
    special = rng.normal(0.5, 0.8, size)
    for path in ("F_SPEC1", "F_SPEC2", "F_SPEC3"):
        yield path, scaled(special + rng.normal(0, 0.6, size), AGREE)
    yield "F_LC", some_of(rng, CONDITIONS, rng.integers(2, 4, size))
    hired = each_of(rng, HIRED, size)
    nobody = ~hired.chosen.any(axis=1) | (frame.is_alone & (rng.random(size) < 0.8))
    yield "F_OPEN", hired.or_only("o_none", nobody)
