"""Every rule of a questionnaire with the question and the roster that it stands in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.questionnaire.expression.rule import Rule
from app.questionnaire.model import Question, Questionnaire

RULES: Final[Mapping[str, str]] = {
    "show_if": "show_if",
    "constraint": "constraint",
    "calculate": "calculate",
    "choice_filter": "choice_filter",
    "first": "first_if",
    "over": "over",
}
"""Key in the survey file to name in the model."""


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """at: code#key; question: None for the rule of a page; roster: that of a field."""

    at: str
    rule: Rule
    question: Question | None = None
    roster: Question | None = None


def placed_rules(questionnaire: Questionnaire) -> Iterator[PlacedRule]:
    for page in questionnaire.pages:
        if page.show_if is not None:
            yield PlacedRule(f"{page.code}#show_if", page.show_if)
        for code, question, roster in placed_questions(page.questions):
            yield from rules_of(code, question, roster)


def placed_questions(
    questions: tuple[Question, ...],
) -> Iterator[tuple[str, Question, Question | None]]:
    """Code in the file (ROSTER.field for a field), question, roster of a field."""
    for question in questions:
        yield question.code, question, None
        for each in question.fields:
            yield f"{question.code}.{each.code}", each, question


def rules_of(code: str, question: Question, roster: Question | None) -> Iterator[PlacedRule]:
    for key, name in RULES.items():
        rule: Rule | None = getattr(question, name)
        if rule is not None:
            yield PlacedRule(f"{code}#{key}", rule, question, roster)
