"""What of answers may be shared among researchers, and what tells who somebody is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from app.questionnaire.asked import key_of
from app.questionnaire.model import (
    Answers,
    Question,
    QuestionKind,
    Questionnaire,
    Sensitivity,
    Value,
)

QUASI: Final = ("F_ACT", "F_SIZE", "R_AGE", "R_SEX", "R_EDU", "R_STATUS", "T_TYPE", "T_VOL")
ORDERED: Final = frozenset({"F_SIZE", "R_AGE", "R_EDU", "T_VOL"})
PLANS: Final = frozenset({"F_TRANSFER", "R_CHANGE", "R_STAY"})  # whose knowledge could harm
SHARED: Final = frozenset(
    {
        QuestionKind.SINGLE,
        QuestionKind.SCALE,
        QuestionKind.MULTIPLE,
        QuestionKind.RANKING,
        QuestionKind.YES_NO,
        QuestionKind.RATING,
        QuestionKind.RANGE,
        QuestionKind.INTEGER,
        QuestionKind.DECIMAL,
    }
)
COUNTED: Final = frozenset({QuestionKind.INTEGER, QuestionKind.DECIMAL, QuestionKind.RANGE})
FROM: Final = (0, 1, 5, 10, 50, 250)
BANDS: Final = ("0", "1-4", "5-9", "10-49", "50-249", "250+")
TOGETHER: Final = (2, 4)  # neighbouring choices that become one, level by level


def quasi_identifiers(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Questions whose answers together tell who somebody is, beside the territory."""
    return tuple(code for code in QUASI if questionnaire.question(code) is not None)


def coarser_of(questionnaire: Questionnaire, code: str) -> tuple[Mapping[str, str], ...]:
    """Choices to wider groups, each coarser than the last: neighbours where they have an order,
    families where they have some; a choice without either has nothing wider."""
    question = questionnaire.question(code)
    choices = () if question is None else question.choices
    codes = [each.code for each in choices if not each.is_missing]
    if code in ORDERED:
        return tuple(_neighbours(codes, size) for size in TOGETHER)
    families = {each.code: each.family for each in choices if each.family}
    return (families,) if families else ()


def _neighbours(codes: Sequence[str], size: int) -> Mapping[str, str]:
    groups = [codes[start : start + size] for start in range(0, len(codes), size)]
    return {code: "+".join(group) for group in groups for code in group}


def sensitive(questionnaire: Questionnaire) -> frozenset[str]:
    """Questions on a special category of data, or on plans."""
    return frozenset(
        code
        for code, each in _by_code(questionnaire).items()
        if each.sensitivity is Sensitivity.SPECIAL or code in PLANS
    )


def shareable(questionnaire: Questionnaire, answers: Answers) -> dict[str, Value]:
    """Choices as they are, numbers in repeats as bands, others not at all: the number of people of
    a firm is its size class once more. No text, place, day, file, contact or consent, and
    nothing that the questionnaire says helps to recognise somebody."""
    questions = _by_code(questionnaire)
    found: dict[str, Value] = {}
    for path, value in answers.items():
        question = questions.get(key_of(path))
        is_told = question is not None and value is not None and _may_share(question)
        is_size = question is not None and question.kind in COUNTED and "[" not in path
        if question is not None and is_told and not is_size:
            found[path] = _banded(value) if question.kind in COUNTED else value
    return found


def _may_share(question: Question) -> bool:
    tells = {Sensitivity.DIRECT, Sensitivity.INDIRECT}
    return question.kind in SHARED and question.sensitivity not in tells


def _banded(value: Value) -> Value:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    place = sum(value >= each for each in FROM) - 1
    return BANDS[place] if place >= 0 else None


def _by_code(questionnaire: Questionnaire) -> Mapping[str, Question]:
    return dict(_keyed(questionnaire.questions()))


def _keyed(questions: Iterable[Question]) -> Iterator[tuple[str, Question]]:
    for each in questions:
        yield each.code, each
        yield from ((f"{each.code}/{field.code}", field) for field in each.fields)
