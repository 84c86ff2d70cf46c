"""Codes: stored with every answer, so their spelling is fixed from the start."""

import re
from typing import TypeAlias

import yaml

from app.questionnaire.reading.section import Section

QUESTION = re.compile(r"[A-Z][A-Z0-9_]{0,39}")
LOWER = re.compile(r"[a-z0-9][a-z0-9_]{0,39}")
RESERVED = frozenset({"hint", "constraint", "text"})
"""They stand for other texts in catalogues: F_EMP.hint."""

Seen: TypeAlias = dict[str, yaml.Node]


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
    mend = f"Write at most 40 {rule}."
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
