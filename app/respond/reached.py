"""Whether a response leads to a step."""

from dataclasses import replace

from app.errors import NotFoundError
from app.questionnaire.model import QuestionKind
from app.questionnaire.path import Step
from app.questionnaire.path import step as step_of
from app.questionnaire.waiting import with_waiting
from app.respond.standing import Standing


def relevant(here: Standing, code: str) -> Step | None:
    """The step of a code, unless the answers do not lead there any more."""
    try:
        found = step_of(here.sheet, code)
        return replace(found, asked=with_waiting(here.sheet, code, found.asked))
    except NotFoundError:
        return None


def is_before_consent(here: Standing, found: Step) -> bool:
    """Nothing is stored for a later step while consent is still open."""
    is_open = any(
        each.question.kind is QuestionKind.CONSENT
        and each.is_required
        and each.step != found.code
        and each.path not in here.sheet.values
        for each in here.sheet.asked
    )
    return is_open and here.is_ahead(found.code)


def has_withdrawn(here: Standing) -> bool:
    """Whether a consent was given, and then taken back."""
    return any(
        each.question.kind is QuestionKind.CONSENT
        and each.path in here.sheet.answers
        and each.path not in here.sheet.values
        for each in here.sheet.asked
    )
