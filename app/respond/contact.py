"""The contact of a response: asked on a page like other answers, kept in a table of its own."""

from collections.abc import Iterator

from app.questionnaire.answering import Outcome
from app.questionnaire.asked import CONTACT_GIVEN, CONTACT_PARTS
from app.questionnaire.model import Answers
from app.questionnaire.outline import outline_of
from app.questionnaire.sheet import Sheet
from app.respond.standing import questionnaire_of
from app.store import contacts
from app.store.responses import Seen


def touches_contact(response: Seen, page: str, given: Answers) -> bool:
    """Whether a contact is given, or one given before may change: two tables change at once."""
    asked = contacts_of(response, page)
    is_given = any(value for path, value in given.items() if path.partition(".")[0] in asked)
    return bool(asked) and (is_given or CONTACT_GIVEN in response.answers.values())


def contacts_of(response: Seen, page: str) -> frozenset[str]:
    """Paths of the contacts that a step asks."""
    outline = outline_of(questionnaire_of(response))
    return outline.contacts & outline.step_paths.get(page, frozenset())


def stored_contact(response: Seen, page: str) -> Answers:
    """By the path of each part, None where nothing was given; read only where something was."""
    passed = [path for path in contacts_of(response, page) if path in response.answers]
    is_given = any(response.answers[path] == CONTACT_GIVEN for path in passed)
    kept = contacts.read(response) if is_given else {}
    return {f"{path}.{part}": kept.get(part) for path in passed for part in CONTACT_PARTS}


def given_contact(sheet: Sheet, outcome: Outcome, page: str, given: Answers) -> Answers | None:
    """By the path of each part; None where no contact is asked on the page, or a part of it cannot
    be kept."""
    for path in asked_on(sheet, page):
        if any(each.path.partition(".")[0] == path for each in outcome.violations):
            return None
        parts = (f"{path}.{part}" for part in CONTACT_PARTS)
        return {part: str(given.get(part) or "") for part in parts}
    return None


def parts_kept(contact: Answers) -> dict[str, str]:
    """As the table of contacts has it."""
    return {path.rpartition(".")[2]: str(text) for path, text in contact.items()}


def asked_on(sheet: Sheet, page: str) -> Iterator[str]:
    return (each.path for each in sheet.asked if each.step == page and sheet.is_contact(each.path))
