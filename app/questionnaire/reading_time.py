"""How long questions take: reading, scanning a list, and a moment to answer."""

import math
from collections.abc import Iterable
from functools import lru_cache

from app.questionnaire.asked import Asked
from app.questionnaire.model import Choice, Question, Text
from app.questionnaire.remembering import Remembered
from app.questionnaire.steps import LONG_LIST

WORDS_A_SECOND = 200 / 60
SCANNING = 1.4  # a long list is scanned, not read
SECONDS_TO_ANSWER = 3.0


def minutes(asked: Iterable[Asked], language: str) -> int:
    """Whole minutes, rounded up: 0 only where nothing is asked."""
    return math.ceil(sum(seconds(each, language) for each in asked) / 60)


def seconds(asked: Asked, language: str) -> float:
    words, listed = words_of(asked.question, language)
    if len(asked.choices) != len(asked.question.choices):
        listed = words_in_list(asked.choices, language)
    if len(asked.choices) > LONG_LIST:
        listed = math.ceil(listed / SCANNING)
    return (words + listed) / WORDS_A_SECOND + (SECONDS_TO_ANSWER if asked.is_answered else 0)


def words_of(question: Question, language: str) -> tuple[int, int]:
    """Of its text and hint, and of all its choices."""
    known = _counted(question)
    if language not in known:
        texts = (question.text, question.hint)
        words = sum(count(text, language) for text in texts if text)
        known[language] = words, words_in_list(question.choices, language)
    return known[language]


def _uncounted(_question: Question) -> dict[str, tuple[int, int]]:
    return {}


_counted: Remembered[Question, dict[str, tuple[int, int]]] = Remembered(_uncounted, most=5_000)


def words_in_list(choices: Iterable[Choice], language: str) -> int:
    return sum(count(choice.text, language) for choice in choices)


def count(text: Text, language: str) -> int:
    return words_in(text.in_language(language))


@lru_cache(maxsize=20_000)
def words_in(text: str) -> int:
    return len(text.split())
