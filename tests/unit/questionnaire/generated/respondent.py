"""Somebody who answers, skips, errs, goes back and changes answers, as chance has it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from app.questionnaire.answering import Outcome, answer_step
from app.questionnaire.asked import Asked
from app.questionnaire.drawing import system_answers
from app.questionnaire.model import Answers, QuestionKind, Questionnaire, Value
from app.questionnaire.outline import outline_of
from app.questionnaire.path import Step, first_open, following, preceding, step, steps
from app.questionnaire.setting import Setting
from app.questionnaire.sheet import Sheet

ALWAYS: Mapping[QuestionKind, Value] = {
    QuestionKind.CONSENT: True,
    QuestionKind.NOTE: False,
    QuestionKind.DATE: "2026-11-23",
    QuestionKind.ACKNOWLEDGE: "OK",
}
WANDERING = 60  # pages, after which the person only goes on
NONSENSE: tuple[Value, ...] = (
    "abc", "x" * 3000, -1, 10**400, 2.5, float("nan"), True, "zzz", ("zzz",), ("c1", "c1"),
    ("c0", "none"), ("c0", "c1", "c2", "c3"), "", (), None, "left", "c1",
)  # fmt: skip


class LostError(AssertionError):
    """The person never comes to the review."""


@dataclass
class Respondent:
    made: Questionnaire
    setting: Setting
    answers: Answers = field(default_factory=dict)
    pages: int = 0
    last: Sheet | None = None  # each made from the one before, as between the pages of a browser
    chance: Random = field(init=False)

    def __post_init__(self) -> None:
        """Whoever has the same seed does the same."""
        self.chance = Random(self.setting.seed)  # noqa: S311 chance, not a secret
        if self.setting.seed is not None:
            self.answers = system_answers(self.made, self.setting.seed)

    def walk(self) -> Iterator[tuple[Step, Outcome]]:
        """Every page answered, up to the review with nothing open. Raises LostError."""
        most = WANDERING + 8 * len(outline_of(self.made).step_pages) + 8
        here: Step | None = first_open(self.sheet())
        tries = 0
        while here is not None:
            self.pages += 1
            if self.pages > most:
                raise LostError(f"Still at {here.code} after {most} pages.")
            outcome = self.post(here, tries)
            yield here, outcome
            tries = tries + 1 if outcome.violations else 0
            if not outcome.violations:
                here = self.turn(outcome.sheet, here)

    def sheet(self) -> Sheet:
        return Sheet.of(self.made, self.answers, self.setting)

    def post(self, here: Step, tries: int) -> Outcome:
        given: dict[str, Value] = {}
        for asked in here.asked:
            given |= self.given(asked, tries)
        outcome = answer_step(self.last or self.sheet(), here.code, given)
        self.answers, self.last = outcome.answers, outcome.sheet
        return outcome

    def turn(self, sheet: Sheet, here: Step) -> Step | None:
        """Mostly on; at times back, or to any page answered before."""
        after = following(sheet, here.code)
        if self.pages < WANDERING and self.chance.random() < 0.15:
            back = preceding(sheet, here.code)
            after = step(sheet, back.code) if back is not None else after
        elif self.pages < WANDERING and self.chance.random() < 0.1:
            after = self.chance.choice(steps(sheet)) if steps(sheet) else None
        return first_open(sheet) if after is None else after

    def given(self, asked: Asked, tries: int) -> dict[str, Value]:
        """The answer to one question; after a refusal what is right, then only what must be."""
        is_careful = tries > 0 or self.pages >= WANDERING
        if not is_careful and self.chance.random() < 0.1:
            return {asked.path: self.chance.choice(NONSENSE)}
        is_skipped = self.chance.random() < 0.2 if tries < 2 else True
        if is_skipped and (not asked.is_required or not is_careful):
            return {}
        if asked.question.kind is QuestionKind.CONTACT:
            return {f"{asked.path}.email": "ada@example.org"}
        value = self.right(asked)
        specified = {f"{asked.path}.other": "a mill"} if self.chance.random() < 0.5 else {}
        return {asked.path: value, **specified}

    def right(self, asked: Asked) -> Value:
        question = asked.question
        if question.kind in ALWAYS:
            return ALWAYS[question.kind]
        if question.kind is QuestionKind.RANKING:
            codes = [choice.code for choice in asked.choices]
            return tuple(self.chance.sample(codes, len(codes)))
        if question.kind in {QuestionKind.INTEGER, QuestionKind.DECIMAL, QuestionKind.RATING}:
            return self.chance.randint(int(question.minimum or 0), int(question.maximum or 9))
        if question.kind is QuestionKind.TEXT:
            return self.chance.choice(["a mill", "Été à l'atelier", "${Q10} <b>"])
        if question.kind is QuestionKind.MULTIPLE:
            return self.several(asked)
        code = self.chance.choice([choice.code for choice in asked.choices] or ["31001"])
        return (code,) if question.is_multiple else code

    def several(self, asked: Asked) -> tuple[str, ...]:
        question = asked.question
        plain = [choice.code for choice in asked.choices if not choice.is_exclusive]
        least = min(question.min_selected or 1, len(plain))
        most = max(least, min(question.max_selected or 6, len(plain)))
        if not plain or self.chance.random() < 0.1:
            return tuple(choice.code for choice in asked.choices if choice.is_exclusive)[:1]
        return tuple(self.chance.sample(plain, self.chance.randint(least, most)))
