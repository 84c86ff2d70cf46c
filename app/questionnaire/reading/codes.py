"""Codes: stored with every answer, so their spelling is fixed from the start."""

import re
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from app.questionnaire.reading.section import Section

QUESTION = re.compile(r"[A-Z][A-Z0-9_]{0,39}")
LOWER = re.compile(r"[a-z0-9][a-z0-9_]{0,39}")
IMPORTED = re.compile(r"[^\s\[\]/]+(?:/[^\s\[\]/]+)*")
RESERVED = frozenset({"hint", "constraint", "text"})
"""They stand for other texts in catalogues: F_EMP.hint."""

Seen: TypeAlias = dict[str, yaml.Node]


@dataclass(frozen=True, slots=True)
class Spelling:
    """is_imported: codes are spelled as in the form that the questionnaire came from."""

    is_imported: bool = False

    def question(self, section: Section) -> str | None:
        return imported_code(section) if self.is_imported else question_code(section)

    def choice(self, section: Section) -> str | None:
        """In a form from elsewhere it may hold spaces, where only one is chosen."""
        return section.text("code", is_required=True) if self.is_imported else lower_code(section)

    def field(self, section: Section) -> str | None:
        """The code of a page, of a choice, or of a question in a repeat."""
        return imported_code(section) if self.is_imported else lower_code(section)


def imported_code(section: Section) -> str | None:
    """GROUP/name where a name stands in two groups."""
    return checked_code(section, IMPORTED, "characters, without spaces and brackets: q_1")


def question_code(section: Section) -> str | None:
    return checked_code(section, QUESTION, "capital letters, digits and _, a letter first: F_EMP")


def lower_code(section: Section) -> str | None:
    """The code of a page, a choice or a field of a roster."""
    code = checked_code(section, LOWER, "small letters, digits and _: s_care")
    if code in RESERVED:
        message = f"The code {code} is reserved for catalogues."
        section.problem("code", "reserved-code", message=message, mend=f"Write {code}_1.")
        return None
    return code


def checked_code(section: Section, pattern: re.Pattern[str], rule: str) -> str | None:
    code = section.text("code", is_required=True)
    if code is None or pattern.fullmatch(code):
        return code
    message = f"{code!r} is not a code."
    mend = f"Write {'' if pattern is IMPORTED else 'at most 40 '}{rule}."
    section.problem("code", "code-syntax", message=message, mend=mend)
    return None


def is_repeated(code: str, section: Section, seen: Seen, what: str) -> bool:
    """Whether the code was seen before, which is a problem; otherwise it is seen now."""
    if code not in seen:
        seen[code] = section.values["code"]
        return False
    line = seen[code].start_mark.line + 1
    message = f"{what}{code} stands twice, first in line {line}."
    section.problem("code", "repeated-code", message=message, mend="Give one another code.")
    return True
