"""The full population of residents of a territory, 15 and over, and what each would answer."""

from collections.abc import Iterator

import numpy as np

from app.commands.demo.chance import happens_by, one_of, one_of_by, some_of
from app.commands.demo.columns import Column, Multiple, Same
from app.commands.demo.firm_frame import Setting
from app.commands.demo.languages import draw_languages
from app.commands.demo.network import DemoTerritory
from app.commands.demo.population import Population
from app.commands.demo.resident_frame import ResidentFrame, draw_resident_frame
from app.commands.demo.resident_life import life_answers
from app.commands.demo.resident_shares import (
    HEARD,
    HELPED,
    LEARNING,
    LEARNING_BARS,
    LIMIT,
    MORE,
    NO_NEED_TO_LEARN,
    PAST,
    START,
    START_NEEDS,
    TRAINED,
    TRAVEL,
    VALUES,
)
from app.commands.demo.resident_skills import skill_answers
from app.reference.audiences import Audience


def draw_residents(setting: Setting, territory: DemoTerritory, handovers: int) -> Population:
    """Every resident. handovers: firms of the territory that look for somebody to take over."""
    frame = draw_resident_frame(setting, territory)
    rng = frame.stream("person")
    modes = one_of(rng, setting.network.modes, frame.size)
    answers = dict(_profile(frame, rng)) | dict(skill_answers(frame))
    answers |= dict(life_answers(frame, handovers)) | dict(_learning(frame)) | dict(_path(frame))
    helped = one_of(rng, HELPED, frame.size)
    answers["R_HELP"] = helped.replaced_where(~modes.among("assisted"), "no")
    return Population(
        audience=Audience.RESIDENTS,
        territory=territory.code,
        size=frame.size,
        attributes={
            "municipality": frame.place,
            "age_sex": frame.age_sex,
            "age": frame.age,
            "sex": frame.sex,
            "education": frame.education,
            "newcomer": frame.newcomer,
            "language": draw_languages(rng, territory, frame.size),
            "mode": modes,
        },
        answers=answers,
    )


def _profile(frame: ResidentFrame, rng: np.random.Generator) -> Iterator[tuple[str, Column]]:
    private = rng.random(frame.size) < frame.setting.network.missing["skip_sensitive"]
    yield "R_CONSENT", Same(True)  # noqa: FBT003 - a value, not a switch
    yield "R_PLACE", frame.place
    yield "R_AGE", frame.age
    yield "R_SEX", frame.sex.replaced_where(rng.random(frame.size) < 0.01, "pnts")
    yield "R_EDU", frame.education.replaced_where(private, "pnts")
    yield "R_MORE", one_of(rng, MORE, frame.size)


def _learning(frame: ResidentFrame) -> Iterator[tuple[str, Column]]:
    rng, size = frame.stream("learning"), frame.size
    yield "R_TRAINED", one_of_by(rng, TRAINED, frame.education)
    bars = some_of(rng, LEARNING_BARS, rng.integers(1, 4, size))
    yield "R_TBAR", bars.or_only("ob_noneed", happens_by(rng, NO_NEED_TO_LEARN, frame.age))
    yield "R_TMODE", some_of(rng, LEARNING, rng.integers(1, 3, size))
    yield "R_TRAVEL", one_of(rng, TRAVEL, size)


def _path(frame: ResidentFrame) -> Iterator[tuple[str, Column]]:
    """Sensitive questions are passed by the stated share."""
    rng, size = frame.stream("path"), frame.size
    sensitive = frame.setting.network.missing["skip_sensitive"]
    past = some_of(rng, PAST, rng.integers(1, 4, size)).or_only("e_none", rng.random(size) < 0.4)
    yield "R_PAST", past.passed_where(rng.random(size) < sensitive)
    yield "R_VALUE", some_of(rng, VALUES, rng.integers(2, 4, size))
    yield "R_START", one_of_by(rng, START, frame.age)
    yield "R_STARTBAR", some_of(rng, START_NEEDS, rng.integers(1, 3, size))
    yield "R_HEARD", one_of(rng, HEARD, size).passed_where(rng.random(size) < sensitive)
    yield "R_LIMIT", one_of(rng, LIMIT, size)
    yield "R_HOMELANG", _home_languages(frame, rng)


def _home_languages(frame: ResidentFrame, rng: np.random.Generator) -> Multiple:
    """The first language of the territory for most; the others mostly among newcomers."""
    spoken, is_new = frame.territory.spoken, frame.newcomer.among("yes")
    other = rng.random((frame.size, len(spoken) - 1)) < np.where(is_new, 0.12, 0.01)[:, None]
    first = (rng.random(frame.size) < np.where(is_new, 0.7, 0.99)) | ~other.any(axis=1)
    return Multiple(spoken, np.column_stack([first, other]))
