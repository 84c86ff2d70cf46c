"""Words of a text, and the stem that their forms share."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from unicodedata import normalize

import snowballstemmer

from app.estimation.open_answers.function_words import function_words

STEMMERS = {
    "ar": "arabic",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hu": "hungarian",
    "it": "italian",
    "lt": "lithuanian",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "sv": "swedish",
    "tr": "turkish",
}
SHORTEST = 3  # letters of a word that says something
WORD = re.compile(r"[^\W\d_]+(?:['\u2019\-][^\W\d_]+)*")
ELIDED = re.compile(r"^[^\W\d_]{1,2}['\u2019]")  # l'atelier, d'employeurs
PRIVATE = re.compile(r"\S*@\S*|https?://\S+|www\.\S+|[+\d][\d\s./()-]{5,}")
GRAMS = (3, 5)  # letters of the pieces where no stemmer knows the language


def words(text: str, language: str) -> Iterator[str]:
    """Words that say something, in small letters: no addresses, numbers or function words."""
    plain = PRIVATE.sub(" ", normalize("NFC", text)).casefold()
    passed = function_words(language)
    for found in WORD.finditer(plain):
        word = ELIDED.sub("", found.group()).replace("\u2019", "'")
        if len(word) >= SHORTEST and word not in passed:
            yield word


def has_stems(language: str) -> bool:
    return language in STEMMERS


@lru_cache(maxsize=65_536)
def stem(word: str, language: str) -> str:
    """What forms of a word share (Snowball); the word itself where no stemmer knows the language.

    Source: Porter 2001, snowballstem.org.
    """
    return _stemmer(language)(word)


def features(text: str, language: str) -> Iterator[str]:
    """What topics are found by: stems; pieces of three to five letters where there are none."""
    for word in words(text, language):
        if has_stems(language):
            yield stem(word, language)
        else:
            yield from _grams(f" {word} ")


def _grams(word: str) -> Iterator[str]:
    for length in range(GRAMS[0], GRAMS[1] + 1):
        for start in range(len(word) - length + 1):
            yield word[start : start + length]


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    if language not in STEMMERS:
        return str
    found: Callable[[str], str] = snowballstemmer.stemmer(STEMMERS[language]).stemWord
    return found
