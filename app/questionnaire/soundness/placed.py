"""Every rule of a questionnaire with the question and the roster that it stands in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.questionnaire.expression.rule import Rule
from app.questionnaire.model import Question, QuestionKind, Questionnaire
from app.questionnaire.steps import outside_repeats

RULES: Final[Mapping[str, str]] = {
    "show_if": "show_if",
    "required": "required_if",
    "read_only": "read_only_if",
    "constraint": "constraint",
    "warning": "warning",
    "calculate": "calculate",
    "default_rule": "default_rule",
    "choice_filter": "choice_filter",
    "first": "first_if",
    "shuffle_seed": "shuffle_seed",
    "over": "over",
    "count": "count",
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
    questions: tuple[Question, ...], around: str = "", repeat: Question | None = None
) -> Iterator[tuple[str, Question, Question | None]]:
    """Code in the file (ROSTER.field for a field), question, and the repeat that it lies in."""
    for each in outside_repeats(questions):
        question = each.question
        code = f"{around}.{question.code}" if around else question.code
        yield code, question, repeat
        if question.is_repeat and question.kind is not QuestionKind.CONSTANT_SUM:
            yield from placed_questions(question.fields, code, question)


def rules_of(code: str, question: Question, roster: Question | None) -> Iterator[PlacedRule]:
    for key, name in RULES.items():
        rule: Rule | None = getattr(question, name)
        if rule is not None:
            yield PlacedRule(f"{code}#{key}", rule, question, roster)
