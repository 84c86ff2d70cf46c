"""What we write to somebody who asked for mail: plain text in the language of the page.

Links and codes stand on lines of their own, so that they read from left to right beside any script.
"""

from flask import current_app
from flask_babel import format_date

from app.respond.feedback.mailing import NOTHING, Enclosed, enclosed
from app.respond.labels import labels
from app.respond.standing import Standing
from app.web.languages import current_language
from app.web.mail import Letter
from app.web.texts import _

NO_LAST_DAY = 9999  # the year of campaigns that nobody means to close


def link_letter(here: Standing, to: str) -> Letter:
    """The way back in. Only before sending."""
    title = _title(here)
    lines = [
        _("You asked for the link to your questionnaire: %(title)s.", title=title),
        _("Open it on any device, and go on where you stopped:"),
        _address(f"r/{here.key}"),
        _("If the link does not open, go to this page and write your code:"),
        _address("resume"),
        here.code,
        *_last_day(here),
        _(
            "Whoever has this link or this code can read and change your answers until you send"
            " them: please do not pass this mail on."
        ),
    ]
    return _letter(here, to, _("Your link to continue: %(title)s", title=title), lines)


def summary_letter(here: Standing, to: str) -> Letter:
    """The receipt and what it opens, with what is given back. Only after sending."""
    title, back = _title(here), enclosed(here)
    lines = [
        _("Thank you: your answers have arrived. The questionnaire: %(title)s.", title=title),
        _("This is your receipt:"),
        here.receipt,
        _("With it you can read and download your answers:"),
        _address("answers"),
        _("With it you can also erase your answers and your contact, at any time:"),
        _address("erase"),
        _("Whoever has the receipt can do the same: please do not pass this mail on."),
        *back.paragraphs,
    ]
    return _letter(here, to, _("Your receipt: %(title)s", title=title), lines, back)


def _letter(
    here: Standing, to: str, subject: str, lines: list[str], back: Enclosed = NOTHING
) -> Letter:
    why = _(
        "You get this mail because somebody wrote your address on a page of this questionnaire. If"
        " it was not you, please delete it: we do not keep your address."
    )
    paragraphs = [*labels(here, is_synthetic=back.is_synthetic), *lines, why]
    return Letter(
        to=to,
        subject=subject,
        text="\n\n".join(paragraphs) + "\n",
        language=current_language(),
        attachments=back.attachments,
    )


def _title(here: Standing) -> str:
    return here.door.questionnaire.title.in_language(here.language)


def _address(rest: str) -> str:
    """As the operator says that people reach us: never as the request does."""
    return f"{current_app.config['BASE_URL']}/{current_language()}/{rest}"


def _last_day(here: Standing) -> list[str]:
    closes_on = here.door.closes_on
    if closes_on.year == NO_LAST_DAY:
        return []
    return [_("You can answer until %(day)s.", day=format_date(closes_on, "long"))]
