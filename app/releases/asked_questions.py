"""Which questions everybody of an audience is asked and hoped to answer, yet may leave open."""

from collections.abc import Mapping

from app.questionnaire.model import Page, Question, QuestionKind, Questionnaire

HOPED_FOR = frozenset(
    {
        QuestionKind.SINGLE,
        QuestionKind.SCALE,
        QuestionKind.MULTIPLE,
        QuestionKind.INTEGER,
        QuestionKind.DECIMAL,
    }
)  # not free texts and contacts, which most people rightly leave empty


def asked_questions(questionnaires: Mapping[str, Questionnaire]) -> Mapping[str, tuple[str, ...]]:
    """Audience to the codes of its questions, in the order of the questionnaire.

    A sent response holds no trace of a question that was passed, so only those that every counted
    response has seen are told apart from those that were never shown.
    """
    return {
        audience: tuple(
            each.code
            for page in asked.pages
            if _is_for_all(page)
            for each in page.questions
            if _may_stay_open(each)
        )
        for audience, asked in questionnaires.items()
    }


def _is_for_all(page: Page) -> bool:
    return page.is_core and page.show_if is None and page.module is None


def _may_stay_open(question: Question) -> bool:
    is_for_all = question.show_if is None and question.option is None
    return question.kind in HOPED_FOR and is_for_all and not question.is_required
