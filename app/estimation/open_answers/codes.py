"""The codes of a codebook that a text holds."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from app.estimation.open_answers.words import stem, words
from app.reference.open_codes import OpenCodes

Said: TypeAlias = tuple[str, str]  # a word and its stem
BEGINNING = "*"  # after the beginning of a word: partag* is partage, partageons, partagée


def codes_of(text: str, language: str, book: OpenCodes) -> tuple[str, ...]:
    """Those whose terms a text of that language holds, in the order of the codebook."""
    said = tuple((word, stem(word, language)) for word in words(text, language))
    return tuple(
        each.code
        for each in book.codes
        if any(_holds(said, term, language) for term in each.terms.get(language, ()))
    )


def _holds(said: Sequence[Said], term: str, language: str) -> bool:
    """Whether the words of a term stand together; function words between them do not count."""
    wanted = _wanted(term, language)
    places = range(len(said) - len(wanted) + 1) if wanted else ()
    begins = term.strip().endswith(BEGINNING)
    return any(_is_said(said[place:], wanted, language, begins=begins) for place in places)


@lru_cache(maxsize=4_096)
def _wanted(term: str, language: str) -> Sequence[str]:
    return tuple(words(term, language))


def _is_said(said: Sequence[Said], wanted: Sequence[str], language: str, *, begins: bool) -> bool:
    """begins: the last word is only a beginning."""
    last = len(wanted) - 1
    return all(
        word.startswith(part) if begins and place == last else root == stem(part, language)
        for place, ((word, root), part) in enumerate(zip(said, wanted, strict=False))
    )
