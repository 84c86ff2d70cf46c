"""Which of the fields that were sent belong to the page; the others are refused by name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from app.questionnaire.model import Questionnaire
from app.respond.forms import OWN_NAMES

MOST_FIELDS = 300
LONGEST_NAME = 40  # characters of a refused name that are shown
_FIRST_CODE = re.compile(r"[^.\[]+")


@dataclass(frozen=True, slots=True)
class Sifted:
    """kept: fields of the page. refused: names that no page of the questionnaire knows, or that
    came after the last field a page may send."""

    kept: "MultiDict[str, str]"
    refused: tuple[str, ...]


def sifted(
    sent: "MultiDict[str, str]", names: Iterable[str], questionnaire: Questionnaire
) -> Sifted:
    """Fields of other pages are left aside without a word: the page was stale."""
    known = frozenset(names) | OWN_NAMES
    pairs = [(name, text) for name, text in sent.items(multi=True) if name in known]
    unknown = [name for name in sent if name not in known]
    if unknown:
        stale = _codes(questionnaire)
        unknown = [name for name in unknown if _first_code(name) not in stale]
    over = [name for name, _text in pairs[MOST_FIELDS:]]
    return Sifted(
        MultiDict(pairs[:MOST_FIELDS]), tuple(dict.fromkeys(_short(n) for n in [*unknown, *over]))
    )


def _codes(questionnaire: Questionnaire) -> frozenset[str]:
    return frozenset(each.code for each in questionnaire.questions())


def _first_code(name: str) -> str:
    found = _FIRST_CODE.match(name)
    return found[0] if found else name


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
