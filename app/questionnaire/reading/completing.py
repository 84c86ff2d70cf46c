"""What a kind of question has though nobody writes it."""

from dataclasses import replace

from app.questionnaire.model import SHARE, Question, QuestionKind

WHOLE = 100
MOST_MARKS = 5


def completed(question: Question) -> Question:
    if question.kind is QuestionKind.CONSTANT_SUM:
        return with_share(question)
    if question.kind is QuestionKind.RATING:
        least = 1 if question.minimum is None else question.minimum
        most = MOST_MARKS if question.maximum is None else question.maximum
        return replace(question, minimum=least, maximum=most)
    return question


def with_share(question: Question) -> Question:
    """A constant sum asks one number for each of its choices."""
    total = WHOLE if question.total is None else question.total
    is_whole = question.step is None or float(question.step).is_integer()
    share = Question(
        code=SHARE,
        kind=QuestionKind.INTEGER if is_whole else QuestionKind.DECIMAL,
        text=question.text,
        easy=question.easy,
        is_required=question.is_required,
        required_if=question.required_if,
        minimum=0,
        maximum=total,
        step=question.step,
        sensitivity=question.sensitivity,
    )
    return replace(question, total=total, fields=(share,))
