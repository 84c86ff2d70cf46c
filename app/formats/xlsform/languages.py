"""Languages as designers write them in headers, `Français (fr)` or French, to codes."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from babel.core import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers

from app.questionnaire.model import Text

IN_BRACKETS = re.compile(r"\(([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)\)\s*$")
CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
UNNAMED = "en"
"""The language of texts whose language nobody wrote."""
UNKNOWN = "und"
"""The same beside texts that say that they are in English."""
PRIVATE = "qaa"
"""The code for languages that have none."""


def language_code(written: str) -> str:
    """The code in brackets, or after the name in English or in the language itself."""
    found = IN_BRACKETS.search(written)
    if found:
        return in_one_spelling(found[1])
    name = written.strip()
    if name.lower() in english_names():
        return english_names()[name.lower()]
    if CODE.fullmatch(name) and is_known(name):
        return in_one_spelling(name)
    if name.lower() in own_names():
        return own_names()[name.lower()]
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return f"{PRIVATE}_{re.sub(r'[^A-Za-z0-9]+', '_', plain).strip('_').lower() or 'other'}"


def in_one_spelling(code: str) -> str:
    """fr-CA as fr_CA."""
    head, *rest = re.split(r"[-_]", code)
    return "_".join([head.lower(), *rest])


def is_known(code: str) -> bool:
    try:
        Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return False
    return True


@cache
def english_names() -> Mapping[str, str]:
    return {name.lower(): code for code, name in Locale("en").languages.items()}


@cache
def own_names() -> Mapping[str, str]:
    """Names of languages in themselves; slow to gather, and seldom needed."""
    codes = (each for each in locale_identifiers() if "_" not in each and each != "root")
    return {(Locale.parse(code).get_language_name(code) or code).lower(): code for code in codes}


def language_name(code: str) -> str:
    """How a header names it: `French (fr)`."""
    try:
        name = Locale.parse(code).get_language_name("en")
    except (UnknownLocaleError, ValueError):
        name = None
    return f"{name or code} ({code})"


@dataclass(frozen=True, slots=True)
class Languages:
    """codes: language as written to its code; '' is the language of columns that name none."""

    source: str
    codes: Mapping[str, str]

    @property
    def all_codes(self) -> tuple[str, ...]:
        """The source first."""
        return tuple(dict.fromkeys([self.source, *self.codes.values()]))

    def text_of(self, texts: Mapping[str, str]) -> Text | None:
        """texts: by language as written. The source falls back on a language that has the text."""
        found = {self.codes[each]: text for each, text in texts.items() if text}
        named = {self.codes[each]: text for each, text in texts.items() if each and text}
        found |= named
        if not found:
            return None
        return Text(self.source, {self.source: next(iter(found.values())), **found})


def languages_of(written: Iterable[str], default: str) -> Languages:
    """written: languages of all headers, '' among them. default: what the settings name, or ''."""
    listed = list(dict.fromkeys(written))
    codes = {each: language_code(each) for each in listed if each}
    unnamed = language_code(default) if default else UNNAMED
    if not default and unnamed in codes.values():
        unnamed = UNKNOWN
    if "" in listed or default:
        return Languages(unnamed, {"": unnamed, **codes})
    source = next(iter(codes.values()), UNNAMED)
    return Languages(source, {"": source, **codes})
