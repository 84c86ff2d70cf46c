"""The minutes that a questionnaire promises are those that people need, on a phone too."""

import random
from dataclasses import replace
from datetime import date
from statistics import median

import pytest

from app.questionnaire.answering import answer_step
from app.questionnaire.drawing import system_answers
from app.questionnaire.model import Questionnaire
from app.questionnaire.path import first_open
from app.questionnaire.reading import read_questionnaire
from app.questionnaire.setting import Place, Setting
from app.questionnaire.sheet import Sheet
from tests.programs import ROOT
from tests.timing.model import STAFF, Person, Taken, answers_of

PEOPLE = 120
PLACE = Place("t1", "Bourg", "t", "Vallée")
LONGEST = {"firms": 8.2, "residents": 7.0, "trainers": 9.0}  # minutes of the core, on a phone
GOING_ON = {"firms": "F_MORE", "residents": "R_MORE", "trainers": None}


def walked(asked: Questionnaire, language: str, seed: int, *, more: bool) -> Taken:
    """One person, from the first question to the last."""
    chance = random.Random(f"{asked.code} {language} {seed}")  # noqa: S311 -- no secret
    person, taken = Person.drawn(chance), Taken()
    taken.seconds["intro"] = person.reads(asked.intro, language)
    known = {"token.lau": "t1", "frame.nace": "41", "frame.employment": chance.choice(STAFF)}
    setting = Setting(date(2026, 3, 2), language, seed, (PLACE,), prefill=known)
    sheet = Sheet.of(asked, system_answers(asked, seed), setting)
    while (step := first_open(sheet)) is not None:
        given = answers_of(taken, sheet, step.code, person, more=more)
        outcome = answer_step(sheet, step.code, given)
        assert not outcome.violations, outcome.violations
        sheet = outcome.sheet
    return taken


def minutes(code: str, language: str, *, is_phone: bool = True) -> float:
    asked = read_questionnaire(ROOT / "surveys" / f"{code}.yaml")
    taken = [walked(asked, language, seed, more=False) for seed in range(PEOPLE)]
    return median(each.minutes(is_phone=is_phone, before=GOING_ON[code]) for each in taken)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("code", LONGEST)
def test_the_core_is_answered_in_time_on_a_phone(code: str, language: str) -> None:
    assert minutes(code, language) <= LONGEST[code]


def test_a_longer_questionnaire_takes_longer() -> None:
    asked = read_questionnaire(ROOT / "surveys" / "firms.yaml")
    short = replace(asked, pages=asked.pages[:3])
    whole = walked(asked, "en", 1, more=False).minutes(is_phone=True)
    assert walked(short, "en", 1, more=False).minutes(is_phone=True) < whole
    assert whole < walked(asked, "en", 1, more=True).minutes(is_phone=True)


def test_the_first_page_promises_what_it_takes() -> None:
    for code, most in LONGEST.items():
        promised = read_questionnaire(ROOT / "surveys" / f"{code}.yaml").core_minutes
        assert promised <= most < promised + 1.5
