"""What is given back, as a letter with the page attached."""

from dataclasses import dataclass

from app.respond.feedback.blocks import Block
from app.respond.feedback.making import feedback
from app.respond.feedback.paper import labels, summary_pdf
from app.respond.standing import Standing
from app.web.languages import in_language
from app.web.published import plain
from app.web.texts import _

FILE_NAME = "foreterre.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryLetter:
    """pdf: one page, tagged; its name as an attachment is FILE_NAME."""

    subject: str
    text: str
    pdf: bytes


def summary_letter(here: Standing) -> SummaryLetter | None:
    """In the language of the standing; None while there is nothing to give back.

    Raises NotTypesetError. Holds neither the receipt nor the key of the response.
    """
    with in_language(here.language):
        found, pdf = feedback(here), summary_pdf(here)
        if found is None or pdf is None:
            return None
        first = _(
            "Thank you for your answers. This is what comes back to you; it is also attached as a"
            " page to print."
        )
        contact = here.door.contact.get(here.language, "")
        last = [_("Somebody to talk to") + "\n" + contact] if contact else []
        said = [*labels(here, is_synthetic=found.is_synthetic), first]
        told = [_told(each) for each in found.blocks]
        return SummaryLetter(
            subject=_("What comes back to you"), text="\n\n".join([*said, *told, *last]), pdf=pdf
        )


def _told(block: Block) -> str:
    rows = [f"- {each.label}: {plain(each.said)} ({plain(each.solid)})" for each in block.rows]
    notes = [block.note] if block.note else []
    return "\n".join([block.title, plain(block.finding), *rows, *notes])
