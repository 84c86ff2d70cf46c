"""Long lists: a few words are sent, and the choices that hold them come back to be chosen from."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from app.questionnaire.asked import Asked
from app.questionnaire.model import Choice, QuestionKind
from app.questionnaire.remembering import Remembered

SEARCH: Final = ".search"  # what the field for the words adds to the name of its question
LONGEST_SHOWN: Final = 200  # choices: beyond, they are searched
MOST_FOUND: Final = 50
APART: Final = "\x00"  # in no text that people read
SEARCHED_KINDS: Final = frozenset({QuestionKind.SINGLE, QuestionKind.SCALE})


def is_searched(asked: Asked) -> bool:
    return asked.question.kind in SEARCHED_KINDS and len(asked.choices) > LONGEST_SHOWN


@dataclass(frozen=True, slots=True)
class Index:
    """Labels of a list in one language, folded, and its codes in small letters."""

    labels: tuple[str, ...]
    codes: tuple[str, ...]

    def places(self, wanted: str) -> Iterable[int]:
        """Where the folded words are, the best first; a place may come more than once."""
        labels, parts = self.labels, wanted.split()
        places = [place for place, label in enumerate(labels) if parts[0] in label]
        for part in parts[1:]:
            places = [place for place in places if part in labels[place]]
        begun = [place for place in places if labels[place].startswith(wanted)]
        whole = [place for place in begun if labels[place] == wanted]
        coded = [place for place, code in enumerate(self.codes) if code == wanted]
        return chain(coded, whole, begun, places)


def found_in(choices: Sequence[Choice], words: str, language: str) -> tuple[Choice, ...]:
    """At most MOST_FOUND: the label or the code itself, then labels that begin so, then those that
    hold every word somewhere. Without words nothing is found, but the index is made: whoever shows
    the list does so before anybody searches it."""
    index, wanted = index_of(choices, language), folded(words)
    if not wanted.split():
        return ()
    places = dict.fromkeys(index.places(wanted))
    return tuple(choices[place] for place in islice(places, MOST_FOUND))


def index_of(choices: Sequence[Choice], language: str) -> Index:
    """Made once for a list that many share."""
    known = indexes(choices)
    if language not in known:
        known[language] = made_index(choices, language)
    return known[language]


def made_index(choices: Sequence[Choice], language: str) -> Index:
    labels = all_folded(each.text.in_language(language) for each in choices)
    return Index(labels, tuple(each.code.casefold() for each in choices))


def _unknown(_choices: Sequence[Choice]) -> dict[str, Index]:
    return {}


indexes: Remembered[Sequence[Choice], dict[str, Index]] = Remembered(_unknown)


def meant(asked: Asked, words: str, language: str) -> str:
    """The code that the words stand for, where they name one choice alone; else ''."""
    found = found_in(asked.choices, words, language)
    exact = [
        each
        for each in found
        if folded(words) in {folded(each.text.in_language(language)), each.code.casefold()}
    ]
    return exact[0].code if len(exact) == 1 else ""


def folded(text: str) -> str:
    """Without accents, in small letters: as people type."""
    small = text.casefold().strip()
    if small.isascii():
        return small
    plain = unicodedata.normalize("NFKD", small)
    for sign in filter(unicodedata.combining, set(plain)):
        plain = plain.replace(sign, "")
    return plain


def all_folded(texts: Iterable[str]) -> tuple[str, ...]:
    """Each text, folded; together, which takes a fifth of the time of one by one."""
    joined = APART.join(text.strip().replace(APART, " ") for text in texts)
    return tuple(folded(joined).split(APART))
