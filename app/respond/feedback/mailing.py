"""What is given back, for a letter: in words, with the page to print."""

import logging
from dataclasses import dataclass

from app.respond.feedback.blocks import Block
from app.respond.feedback.making import Feedback, feedback
from app.respond.feedback.paper import FILE_NAME, paper_of
from app.respond.standing import Standing
from app.web.languages import in_language
from app.web.mail import Attachment
from app.web.published import plain
from app.web.texts import _
from app.web.typesetting.typeset import NotTypesetError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """paragraphs: the same as on the page. attachments: the page, none where it cannot be set."""

    paragraphs: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    is_synthetic: bool


NOTHING = Enclosed(paragraphs=(), attachments=(), is_synthetic=False)


def enclosed(here: Standing) -> Enclosed:
    """In the language of the standing; NOTHING while there is nothing to give back."""
    with in_language(here.language):
        found = feedback(here)
        if found is None:
            return NOTHING
        attachments = _attached(here, found)
        contact = here.door.contact.get(here.language, "")
        return Enclosed(
            paragraphs=(
                _("What comes back to you"),
                *map(_told, found.blocks),
                *([_("Somebody to talk to") + "\n" + contact] if contact else []),
                *(_("Keep it on one page (PDF)") + "\n" + each.name for each in attachments),
            ),
            attachments=attachments,
            is_synthetic=found.is_synthetic,
        )


def _attached(here: Standing, found: Feedback) -> tuple[Attachment, ...]:
    """The letter goes without it rather than not at all: its words hold the same."""
    try:
        pdf = paper_of(here, found)
    except NotTypesetError:
        log.exception("A summary could not be set.")
        return ()
    return (Attachment(name=FILE_NAME, media_type="application/pdf", content=pdf),)


def _told(block: Block) -> str:
    rows = [f"- {each.label}: {plain(each.said)} ({plain(each.solid)})" for each in block.rows]
    notes = [block.note] if block.note else []
    return "\n".join([block.title, plain(block.finding), *rows, *notes])
