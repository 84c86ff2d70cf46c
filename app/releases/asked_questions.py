"""Which questions of an audience people are hoped to answer, yet may leave open."""

from collections.abc import Iterator, Mapping

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


def asked_questions(
    questionnaires: Mapping[str, Questionnaire],
) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Audience to its questions, each with those that tell who saw it; () where all did.

    A sent response holds no trace of a question that was passed. Left out are therefore those that
    only some see of a page; of a page that only some see, its other questions tell who did.
    """
    return {
        audience: {code: tells for page in asked.pages for code, tells in _of_page(page)}
        for audience, asked in questionnaires.items()
    }


def _of_page(page: Page) -> Iterator[tuple[str, tuple[str, ...]]]:
    on_page = [each for each in page.questions if each.show_if is None and each.option is None]
    is_for_all = page.is_core and page.show_if is None and page.module is None
    tells = () if is_for_all else tuple(each.code for each in on_page)
    for question in on_page:
        if _may_stay_open(question):
            yield question.code, tells


def _may_stay_open(question: Question) -> bool:
    return question.kind in HOPED_FOR and not question.is_required
