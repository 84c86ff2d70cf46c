"""One simulated person answering: how long each question takes, and what the answer is.

The times are assumptions, made once for all questionnaires so that drafts can be compared: reading
200 words a minute (standard deviation 45, never under 120), lists scanned 1.4 times faster than
prose, a folded list read for 45 % of its words and one answer found after 65 %, a moment to decide
that depends on the person's care, and 1.4 times as long on a phone.
Adults read about 238 words of prose a minute (Brysbaert 2019, 10.1016/j.jml.2019.104047); fewer are
taken here, since many read in a second language. That phones take longer is Couper and Peterson
2017 (10.1177/0894439316629932); the factor itself is an assumption.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.questionnaire.asked import Asked
from app.questionnaire.model import Answers, QuestionKind, Text, Value
from app.questionnaire.prefill import prefilled
from app.questionnaire.sheet import Sheet

Kind = QuestionKind
SCANNING = 1.4
FOLDED, UNFOLDED, ONE_OF = 0.45, 1.0, 0.65  # shares of a list's words that are read
PHONE = 1.4
CHECKING = 4.0  # seconds for what is filled in already
MOVING = 1.0  # to the next question
SECONDS: Mapping[QuestionKind, float] = {Kind.CONSENT: 6, Kind.MUNICIPALITY: 10}
BRIDGES = {"F_MORE", "R_MORE"}
CHOSEN = 3.5  # of a long list; 2.6 where few may be chosen
FEW_CHOSEN = 2.6
OFTEN_CHOSEN = {  # as small firms and people answered when the drafts were tried
    "F_SK": (3, 4, 5, 5),
    "F_JOBS": (1, 1, 1, 2, 3),
    "R_CAN": (4, 6, 8, 10, 12),
    "T_NOW": (3, 5, 8),
}
HIRING = (("yes", "maybe", "no"), (0.3, 0.15, 0.55))
STAFF = (0, 0, 0, 2, 3, 4, 6, 8, 12, 20)
AT_LOOP = 0.7  # of the usual care: the same question once more


@dataclass(frozen=True, slots=True)
class Person:
    """speed: words a second. care: 1 is usual."""

    chance: random.Random
    speed: float
    care: float

    @classmethod
    def drawn(cls, chance: random.Random) -> "Person":
        speed = max(120.0, chance.gauss(200, 45)) / 60
        return cls(chance, speed, max(0.5, chance.gauss(1, 0.25)))

    def reads(self, text: Text | None, language: str) -> float:
        return len(text.in_language(language).split()) / self.speed if text else 0.0


@dataclass(slots=True)
class Taken:
    """Seconds on each question, by its path, as on a desk."""

    seconds: dict[str, float] = field(default_factory=dict)

    def minutes(self, *, is_phone: bool, before: str | None = None) -> float:
        """before: code of the question that asks whether one goes on; None: all."""
        total = 0.0
        for path, seconds in self.seconds.items():
            if path == before:
                break
            total += seconds
        return total * (PHONE if is_phone else 1) / 60


def answered(sheet: Sheet, asked: Asked, person: Person, *, more: bool) -> tuple[float, Value]:
    """Seconds, and an answer that the question takes. more: goes on after the core."""
    language, question = sheet.setting.language, asked.question
    reading = person.reads(question.text, language) + person.reads(question.hint, language) / 2
    known = prefilled(asked, sheet.setting)
    if known is not None:
        checking = 3.0 if question.kind is Kind.MUNICIPALITY else 0.0
        return (CHECKING if not checking else reading + checking) + MOVING, known
    care = person.care * (AT_LOOP if asked.roster is not None else 1)
    if not question.has_choices:
        seconds, value = written(sheet, asked, person, care)
    else:
        words = sum(person.reads(each.text, language) for each in asked.choices)
        seconds, value = choice_of(asked, person, words, care)
        if question.code in BRIDGES:
            value = "more" if more else "stop"
    return reading + seconds, value


def choice_of(asked: Asked, person: Person, words: float, care: float) -> tuple[float, Value]:
    """words: seconds to read the whole list."""
    question, chance = asked.question, person.chance
    if question.kind is not Kind.MULTIPLE:
        seconds = words * ONE_OF / SCANNING + 2.2 * care + 1.2 + MOVING
        return seconds, one_of(asked, chance)
    share = FOLDED if question.is_folded else UNFOLDED
    codes = [each.code for each in asked.choices if not each.is_exclusive and not each.is_missing]
    most = min(question.max_selected or 8, len(codes))
    usual = chance.gauss(FEW_CHOSEN if question.max_selected else CHOSEN, 1)
    wanted = chance.choice(OFTEN_CHOSEN.get(question.code, (round(usual),)))
    chosen = min(max(1, wanted), most)
    seconds = words * share / SCANNING + 2 * care + 1.6 * chosen + MOVING
    return seconds, tuple(chance.sample(codes, chosen)) or None


def one_of(asked: Asked, chance: random.Random) -> Value:
    if asked.question.code == "F_HIRE":
        return chance.choices(*HIRING)[0]
    return chance.choice([each.code for each in asked.choices])


def written(sheet: Sheet, asked: Asked, person: Person, care: float) -> tuple[float, Value]:
    kind, chance = asked.question.kind, person.chance
    if kind is Kind.INTEGER:
        staff, least = sheet.values.get("F_EMP"), int(asked.question.minimum or 0)
        most = staff if isinstance(staff, int) else 30
        return 5 * care + MOVING, chance.randint(least, max(least, most))
    if kind is Kind.TEXT:
        writes = chance.random() < 1 / 2
        return (32 if writes else 2) + MOVING, "x" if writes else None
    if kind is Kind.CONTACT:
        return (27 if chance.random() < 1 / 3 else 2) + MOVING, None
    if kind is Kind.NOTE:
        return 0, None
    return SECONDS[kind] + MOVING, known_place(sheet) if kind is Kind.MUNICIPALITY else True


def known_place(sheet: Sheet) -> Value:
    return sheet.setting.places[0].code


def answers_of(taken: Taken, sheet: Sheet, step: str, person: Person, *, more: bool) -> Answers:
    """To every question of a step; what each took is added."""
    given: dict[str, Value] = {}
    for asked in sheet.asked:
        if asked.step == step and (asked.is_answered or asked.question.kind is Kind.NOTE):
            seconds, value = answered(sheet, asked, person, more=more)
            taken.seconds[asked.path] = taken.seconds.get(asked.path, 0) + seconds
            given[asked.path] = value
    return given
