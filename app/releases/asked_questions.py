"""Which questions an audience is hoped to answer, and may leave open."""

from collections.abc import Mapping

from app.questionnaire.model import Question, QuestionKind, Questionnaire

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
    """Audience to the codes of its questions, in the order of the questionnaire."""
    return {
        audience: tuple(each.code for each in asked.questions() if _may_stay_open(each))
        for audience, asked in questionnaires.items()
    }


def _may_stay_open(question: Question) -> bool:
    return question.kind in HOPED_FOR and not question.is_required
