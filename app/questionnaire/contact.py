"""A contact: checked here, kept apart from the answers."""

import re
from collections.abc import Iterator

from app.questionnaire.asked import CONTACT_GIVEN, CONTACT_PARTS, is_empty
from app.questionnaire.checks import Violation, wrong_text
from app.questionnaire.model import Answers, Value

EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
LONGEST = {"email": 254, "phone": 40, "name": 120}


def contact_violations(path: str, given: Answers) -> Iterator[Violation]:
    """Every part is optional; an address must look like one."""
    for part in CONTACT_PARTS:
        where = f"{path}.{part}"
        value = given.get(where)
        if is_empty(value):
            continue
        wrong = wrong_text(where, value, LONGEST[part])
        if wrong is None and part == "email" and not EMAIL.fullmatch(str(value).strip()):
            wrong = Violation(where, "type", {"expected": "email"})
        if wrong is not None:
            yield wrong


def contact_answer(path: str, given: Answers) -> Value:
    """What the answers hold of a contact: whether something was given, never what."""
    is_given = any(not is_empty(given.get(f"{path}.{part}")) for part in CONTACT_PARTS)
    return CONTACT_GIVEN if is_given else None
