"""The would-be answers fit the real questionnaires, walked page by page with the real engine."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from app.commands.demo.chance import stream
from app.commands.demo.giving import given_answers
from app.commands.demo.populations import Populations, draw_populations
from app.commands.demo.sampling import Sampled, draw_sample
from app.questionnaire.answering import answer_step
from app.questionnaire.drawing import system_answers
from app.questionnaire.model import Answers, Questionnaire
from app.questionnaire.path import first_open, following
from app.questionnaire.reading import read_questionnaire
from app.questionnaire.setting import Place, Setting
from app.questionnaire.sheet import Sheet
from app.reference.audiences import Audience

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]


@cache
def network() -> Populations:
    return draw_populations(ROOT / "surveys")


@cache
def questionnaire(audience: Audience) -> Questionnaire:
    return read_questionnaire(ROOT / "surveys" / f"{audience}.yaml", ROOT / "translations")


def places() -> tuple[Place, ...]:
    return tuple(
        Place(each.code, each.name, territory.code, territory.name)
        for territory in network().network.territories
        for each in territory.municipalities
    )


def walked(audience: Audience, sampled: Sampled, seed: int) -> Answers:
    asked = questionnaire(audience)
    setting = Setting(today=date(2026, 3, 9), language="en", seed=seed, places=places())
    answers = system_answers(asked, seed)
    step = first_open(Sheet.of(asked, answers, setting))
    while step is not None:
        given = given_answers(sampled, step, stream(seed, step.code))
        outcome = answer_step(Sheet.of(asked, answers, setting), step.code, given)
        assert outcome.violations == ()
        answers, step = outcome.answers, following(outcome.sheet, step.code)
    assert first_open(Sheet.of(asked, answers, setting)) is None
    return answers


@pytest.mark.parametrize("audience", list(Audience))
def test_every_sampled_unit_comes_to_the_end_without_a_violation(audience: Audience) -> None:
    for seed, sampled in enumerate(draw_sample(network(), audience, 0.2)[:12]):
        assert len(walked(audience, sampled, seed)) >= 15


@pytest.mark.parametrize("audience", list(Audience))
def test_every_question_has_a_would_be_answer_that_the_questionnaire_offers(
    audience: Audience,
) -> None:
    population = network().of[audience][0]
    for question in questionnaire(audience).questions():
        if not question.is_asked or question.kind in {"roster", "contact"} or question.option:
            continue
        values = {population.would_answer(question.code, unit) for unit in range(18)}
        assert values != {None}, question.code
        offered = {choice.code for choice in question.all_choices}
        for value in values if question.has_choices else ():
            codes = value if isinstance(value, tuple) else (value,)
            assert set(codes) <= {*offered, None}, question.code


def test_a_pass_of_an_optional_question_leaves_it_without_an_answer() -> None:
    sampled = draw_sample(network(), Audience.RESIDENTS, 0.2)
    shares = [
        list(walked(Audience.RESIDENTS, each, seed).values()).count(None)
        for seed, each in enumerate(sampled[:10])
    ]
    assert sum(shares) > 0
