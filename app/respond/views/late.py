"""A page that comes back when its answers can no longer be taken: it says why, and loses no word
without showing it."""

from http import HTTPStatus
from typing import Final

from flask import Response, redirect, request, url_for
from flask_babel import format_date
from werkzeug.wrappers import Response as AnyResponse

from app.questionnaire.path import Step
from app.respond.forms import WAS
from app.respond.leftover import leftover
from app.respond.reached import has_withdrawn
from app.respond.standing import Standing
from app.respond.views.room import frame_of, to_thanks, turned_away
from app.web.pages import page
from app.web.texts import _

SAME_ELSEWHERE: Final = HTTPStatus.TEMPORARY_REDIRECT  # the browser sends the same once more there
LATE = "late"  # in the address of the thanks: more was typed after sending


def not_taken(here: Standing) -> AnyResponse | None:
    """What answers a post instead, once the response was sent or its campaign is shut."""
    if here.is_sent:
        return sent_already(here)
    elsewhere = turned_away(here)
    is_shut = elsewhere is not None and elsewhere.status_code == HTTPStatus.OK
    return closed_meanwhile(here) if is_shut and here.door.state == "closed" else elsewhere


def sent_already(here: Standing) -> AnyResponse:
    """The same thanks; they say so where the page held something else than was sent."""
    thanks = to_thanks(here.key)
    return redirect(f"{thanks.location}?{LATE}=1", 303) if rows_of(here) else thanks


def closed_meanwhile(here: Standing) -> Response:
    day = format_date(here.door.closes_on, "long")
    said = [
        _("It took answers until %(day)s. Thank you for your interest.", day=day),
        _("Your answers up to this page are kept."),
    ]
    return page(
        "respond/late.html",
        frame_of(here.door, "closed", _("This survey is closed")),
        said=said,
        rows=rows_of(here),
        address="",
    )


def not_asked(here: Standing, found: Step | None) -> AnyResponse:
    """To where the response stands; a page that held something not stored is shown once more."""
    rows, address = rows_of(here), url_for("respond.go_on", key=here.key)
    if not rows or (found is not None and not has_withdrawn(here)):
        return redirect(address, 303)
    said = (
        _("An answer given since has changed what is asked: this page is not asked any more.")
        if found is None
        else _("Nothing is stored here before you agree: go on to where you are asked for that.")
    )
    return page(
        "respond/late.html",
        frame_of(here.door, "problem", _("This page is not needed now")),
        status=HTTPStatus.CONFLICT,
        said=[said],
        rows=rows,
        address=address,
    )


def rows_of(here: Standing) -> list[tuple[str, str]]:
    """What the page held that is not stored."""
    sent = list(request.form.items(multi=True))
    asked = here.sheet.outline.contacts if here.contact else ()
    contact = {f"{path}.{part}": text for path in asked for part, text in here.contact.items()}
    stored = {**here.sheet.answers, **contact}
    return leftover(here.sheet, sent, request.form.get(WAS, ""), stored)
