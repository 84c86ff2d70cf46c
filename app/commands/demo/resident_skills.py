"""What residents would answer on skills: what they can do, would use and would learn.

The wish follows `resident_want_logit` of surveys/demo_network.yaml; the levels of ability and the
shares of "none" by age are invented, plausible orders of size.
"""

from collections.abc import Iterator

import numpy as np

from app.commands.demo.chance import Bools, Floats, happens_by, top_picks
from app.commands.demo.columns import Column, Multiple
from app.commands.demo.resident_frame import ResidentFrame

AVERAGE_ABILITY = -1.6  # logit: about 7 of 32 skills
PERSON_SD = 0.8  # some can do much more than others
WISH_OF_ABILITY = 0.3  # k of the latent model
NO_USE = {"g15": 0.02, "g20": 0.02, "g30": 0.02, "g45": 0.03, "g55": 0.15, "g65": 0.62}
NO_LEARNING = {"g15": 0.05, "g20": 0.06, "g30": 0.08, "g45": 0.14, "g55": 0.30, "g65": 0.58}
NEW_WISH = 0.9  # logit: skills that one would use and cannot yet do come first


def skill_answers(frame: ResidentFrame) -> Iterator[tuple[str, Column]]:
    skills, rng = frame.setting.lists.skills, frame.stream("skills")
    leaning, story = _leaning(frame), frame.setting.story
    person = rng.normal(0, PERSON_SD, (frame.size, 1))
    able = AVERAGE_ABILITY + story.ability[frame.row] + leaning + person
    can = rng.random(able.shape) < 1 / (1 + np.exp(-able))
    yield "R_CAN", Multiple(skills, can).or_only("none")
    wish = story.wish[frame.row] + leaning + WISH_OF_ABILITY * can
    use = _picked(frame, rng, wish, (3, 5), NO_USE)
    yield "R_USE", Multiple(skills, use).or_only("none")
    learning = wish + NEW_WISH * (use & ~can)
    learn = _picked(frame, rng, learning, (1, 3), NO_LEARNING)
    yield "R_LEARN", Multiple(skills, learn).or_only("none")


def _leaning(frame: ResidentFrame) -> Floats:
    """h_age,s + h_sex,s."""
    story = frame.setting.story
    by_sex = np.array([story.women if sex == "f" else story.men for sex in frame.sex.codes])
    return by_sex[frame.sex.index] + frame.youth[:, None] * story.younger


def _picked(
    frame: ResidentFrame,
    rng: np.random.Generator,
    logits: Floats,
    limits: tuple[int, int],
    nothing: dict[str, float],
) -> Bools:
    counts = rng.integers(limits[0], limits[1] + 1, frame.size)
    return top_picks(rng, logits, np.where(happens_by(rng, nothing, frame.age), 0, counts))
