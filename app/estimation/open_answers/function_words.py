"""Words that hold sentences together and say nothing by themselves, by language."""

from functools import cache
from pathlib import Path

LISTED = Path(__file__).with_suffix(".txt")


@cache
def function_words(language: str) -> frozenset[str]:
    """Own short lists of the commonest, of three letters or more; nothing for other languages.

    Whatever is missing there weighs little in a topic, as most texts hold it.
    """
    return _all().get(language, frozenset())


@cache
def _all() -> dict[str, frozenset[str]]:
    lines = (line.partition(":") for line in LISTED.read_text("utf-8").splitlines())
    return {language: frozenset(words.split()) for language, _colon, words in lines}
