"""How long questions take: reading, scanning a list, and a moment to answer."""

import math
from collections.abc import Iterable
from functools import lru_cache

from app.questionnaire.asked import Asked
from app.questionnaire.model import Text
from app.questionnaire.steps import LONG_LIST

WORDS_A_SECOND = 200 / 60
SCANNING = 1.4  # a long list is scanned, not read
SECONDS_TO_ANSWER = 3.0


def minutes(asked: Iterable[Asked], language: str) -> int:
    """Whole minutes, rounded up: 0 only where nothing is asked."""
    return math.ceil(sum(seconds(each, language) for each in asked) / 60)


def seconds(asked: Asked, language: str) -> float:
    question = asked.question
    words = sum(count(text, language) for text in (question.text, question.hint) if text)
    listed = sum(count(choice.text, language) for choice in asked.choices)
    if len(asked.choices) > LONG_LIST:
        listed = math.ceil(listed / SCANNING)
    return (words + listed) / WORDS_A_SECOND + (SECONDS_TO_ANSWER if asked.is_answered else 0)


def count(text: Text, language: str) -> int:
    return words_in(text.in_language(language))


@lru_cache(maxsize=20_000)
def words_in(text: str) -> int:
    return len(text.split())
