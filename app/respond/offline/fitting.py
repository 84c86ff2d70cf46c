"""Whether a questionnaire can be answered without a connection: a browser must be able to decide
alone what is asked."""

from collections.abc import Iterator

from app.questionnaire.dependence import CHOICE_RULES, RULES, rules_of
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.sending import runs_in_browser
from app.questionnaire.model import UPLOAD_KINDS, Question, QuestionKind, Questionnaire
from app.questionnaire.outline import Outline, outline_of
from app.questionnaire.remembering import Remembered
from app.questionnaire.waiting import looking_ahead

TOLD_BY_THE_SERVER = UPLOAD_KINDS | {QuestionKind.HIDDEN}
INSIDE_NO_LIST = frozenset({QuestionKind.GROUP, QuestionKind.CALCULATE})


def find_fits(questionnaire: Questionnaire) -> bool:
    outline = outline_of(questionnaire)
    return not any(hindrances(outline))


fits: Remembered[Questionnaire, bool] = Remembered(find_fits)
"""Whether every question of it can be asked without a connection."""


def hindrances(outline: Outline) -> Iterator[str]:
    """What only the server can do, each by the code or the rule that asks for it."""
    if outline.questionnaire.media_files:
        yield "pictures, sounds and films"
    yield from hindrances_of_pages(outline)
    for key, question in outline.questions.items():
        is_too_deep = question.is_repeat and any(
            each.kind in INSIDE_NO_LIST for each in question.fields
        )
        if is_too_deep or is_decided_elsewhere(question) or has_far_rule(question):
            yield key


def hindrances_of_pages(outline: Outline) -> Iterator[str]:
    modules = outline.questionnaire.modules
    for drawn in (None,) if modules is None else modules.names:
        if not outline.route(drawn).is_in_order:
            yield "rules that look ahead"
    for page in outline.pages:
        yield from (spot.question.code for spot in page.spots if spot.inner)
        yield from (spot.question.code for spot in looking_ahead(page))
        rule = page.page.show_if
        if rule is not None and not runs_in_browser(rule.tree):
            yield page.page.code


def is_decided_elsewhere(question: Question) -> bool:
    """Files, what is known beforehand, lists that a person lengthens, an order drawn by a rule."""
    is_counted = question.kind is QuestionKind.REPEAT and question.over is None
    is_given = question.default is not None or question.default_rule is not None
    is_fixed = question.is_read_only or question.read_only_if is not None
    is_special = bool(question.triggers) or question.shuffle_seed is not None
    is_asked_and_found = question.calculate is not None and question.is_asked
    return (
        question.kind in TOLD_BY_THE_SERVER
        or is_counted
        or is_given
        or is_fixed
        or is_special
        or is_asked_and_found
    )


def has_far_rule(question: Question) -> bool:
    return not all(runs_in_browser(each.tree) for each in all_rules(question))


def all_rules(question: Question) -> Iterator[Rule]:
    yield from rules_of(question, (*RULES, *CHOICE_RULES, "constraint", "warning"))
