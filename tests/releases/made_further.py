"""A small panel and a few practices of two made territories, drawn with a seed."""

from datetime import date, timedelta

import numpy as np

from app.questionnaire.model import Answers, Text
from app.questionnaire.panel import PanelRule, Plan, Statement
from app.releases.further import Expert, Further, Panel, Practice

TERRITORIES = ("north", "south")
SCORES = {
    "E_EXP": {"0": 0.0, "1": 1.0, "2": 2.0, "3": 3.0},
    "E_IMP": {"very_bad": -2.0, "bad": -1.0, "little": 0.0, "good": 1.0, "very_good": 2.0},
    "E_WISH": {"prevent": 1.0, "leave": 2.0, "prepare": 3.0, "make": 4.0},
}
CHANCE = PanelRule(
    question="E_P35", low=0, high=100, step=5, iqr=20, median_change=5, p=0.05, kappa=0.6
)
EFFECT = PanelRule(
    question="E_IMP",
    low=-2,
    high=2,
    step=1,
    iqr=1,
    end_share=0.75,
    median_change=0.5,
    p=0.05,
    kappa=0.6,
)
GROUPS = ("g_firm", "g_firm", "g_train", "g_res")
DAY = date(2024, 1, 1)
STEPS = ("lead", "identified", "documented", "observed", "experimenting", "evaluated")


def statement(code: str, over: str | None = None, item: str | None = None) -> Statement:
    return Statement(code=code, domain="any", text=Text("en", {"en": code}), over=over, item=item)


def plan(skills: tuple[str, ...], activities: tuple[str, ...]) -> Plan:
    return Plan(
        least_rounds=2,
        most_rounds=3,
        least_answers=5,
        rules=(CHANCE, EFFECT),
        statements=(
            statement("ST01"),
            *(statement(f"ST_SK_{each}", "skills", each) for each in skills),
            *(statement(f"ST_ACT_{each}", "activities", each) for each in activities),
        ),
    )


def further(
    skills: tuple[str, ...],
    activities: tuple[str, ...],
    services: tuple[str, ...],
    *,
    experts: int = 8,
) -> Further:
    """experts: of each territory; the last one does not come back for the second round."""
    random = np.random.default_rng(20)
    asked = plan(skills, activities)
    return Further(
        panel=Panel(
            plan=asked,
            scores=SCORES,
            experts=tuple(
                _expert(random, asked, territory, number, comes_back=number < experts - 1)
                for territory in TERRITORIES
                for number in range(experts)
            ),
        ),
        practices=tuple(
            practice(territory, *STEPS[: 1 + number % len(STEPS)], services=services[:1])
            for number, territory in enumerate(TERRITORIES * 7)
        ),
    )


def practice(territory: str, *came: str, services: tuple[str, ...] = ()) -> Practice:
    """It came to these states, thirty days after each other."""
    return Practice(
        territory=territory,
        state=came[-1],
        services=services,
        entered={state: DAY + timedelta(days=30 * place) for place, state in enumerate(came)},
        fit=({"time": 2}, {"time": 3}) if "observed" in came else (),
        outcomes=("worked",) if "evaluated" in came else (),
        transfers=(),
    )


def _expert(
    random: np.random.Generator, asked: Plan, territory: str, number: int, *, comes_back: bool
) -> Expert:
    first = {each.code: _answers(random) for each in asked.statements}
    second = {code: _nearer(answers) for code, answers in first.items()}
    rounds = {1: first, 2: second} if comes_back else {1: first}
    return Expert(territory=territory, group=GROUPS[number % len(GROUPS)], rounds=rounds)


def _answers(random: np.random.Generator) -> Answers:
    later = 5 * int(random.integers(2, 19))
    return {
        "E_EXP": str(random.integers(1, 4)),
        "E_P30": later - 5,
        "E_P35": later,
        "E_IMP": str(random.choice(list(SCORES["E_IMP"]))),
        "E_WISH": str(random.choice(list(SCORES["E_WISH"]))),
        "E_LEVER": ("v_train",),
    }


def _nearer(answers: Answers) -> Answers:
    """Half way to 50 in steps of 5."""
    told = answers["E_P35"]
    assert isinstance(told, int)
    return {**answers, "E_P35": 5 * round((told + 50) / 10)}
