"""What is given back, on one page to keep and to print."""

from collections.abc import Mapping
from typing import Final

from flask_babel import format_date

from app.reference.languages import direction
from app.respond.feedback.blocks import Block, Row
from app.respond.feedback.making import Feedback, feedback
from app.respond.labels import labels
from app.respond.standing import Standing
from app.web.languages import in_language
from app.web.published import plain
from app.web.texts import _
from app.web.typesetting.typeset import typeset

FILE_NAME: Final = "foreterre.pdf"
ACCENTS: Final = {"firms": "#0b5a63", "residents": "#9c3d17", "trainers": "#54408f"}


def summary_pdf(here: Standing) -> bytes | None:
    """In the language of the standing; None while there is nothing to give back.

    Raises NotTypesetError.
    """
    with in_language(here.language):
        found = feedback(here)
        return None if found is None else paper_of(here, found)


def paper_of(here: Standing, found: Feedback) -> bytes:
    """A tagged PDF of one page. Holds neither the receipt nor the key: it may be shown to others.

    Raises NotTypesetError.
    """
    return typeset("summary", _content(here, found))


def _content(here: Standing, found: Feedback) -> Mapping[str, object]:
    return {
        "language": here.language,
        "direction": direction(here.language),
        "title": _("What comes back to you"),
        "subtitle": _subtitle(here, found),
        "labels": labels(here, is_synthetic=found.is_synthetic),
        "accent": ACCENTS[here.door.audience],
        "blocks": [_block(each) for each in found.blocks],
        "contact_title": _("Somebody to talk to"),
        "contact": here.door.contact.get(here.language, ""),
        "foot": _foot(found),
    }


def _subtitle(here: Standing, found: Feedback) -> str:
    title = here.door.questionnaire.title.in_language(here.language)
    return f"{title} · {found.place}" if found.place else title


def _foot(found: Feedback) -> str:
    said = _(
        "All numbers are published ones, from what people answered before; yours will count in the"
        " next."
    )
    release = _("release %(number)s", number=found.release)
    return f"{said} ({release}, {format_date(found.published_at, 'long')})"


def _block(block: Block) -> dict[str, object]:
    return {
        "title": block.title,
        "finding": plain(block.finding),
        "rows": [_row(each) for each in block.rows],
        "note": block.note,
    }


def _row(row: Row) -> dict[str, object]:
    return {
        "label": row.label,
        "own": row.own,
        "said": plain(row.said),
        "solid": plain(row.solid),
        "share": row.cell.value or 0.0,
    }
