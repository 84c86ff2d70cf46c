"""What the pages of answering share: the blueprint, the frame, links that lead nowhere."""

from collections.abc import Hashable
from urllib.parse import quote

from flask import Blueprint, Response, current_app, redirect, request
from flask_babel import format_date
from werkzeug.wrappers import Response as AnyResponse

from app.errors import NotFoundError
from app.questionnaire.easy import easy_languages
from app.questionnaire.model import Questionnaire
from app.questionnaire.reading.wording import EASY
from app.reference.words import Words
from app.respond.standing import Door, Standing
from app.web.languages import current_language, is_draft, language_addresses
from app.web.pages import Frame, page
from app.web.problems import problem
from app.web.texts import _

ASSISTED = "assisted"  # name of the field that tells whether somebody helps
YES = "yes"
REVIEW = "review"  # where a page that was opened from there leads back to
respond = Blueprint("respond", "app.respond", template_folder="templates")


@respond.errorhandler(NotFoundError)
def unknown_link(_error: NotFoundError) -> Response:
    return problem(
        404,
        _("We do not know this link"),
        _(
            "It may have been cut off or mistyped, or the answers behind it were erased."
            " Open the link again from where you got it, or start from the first page."
        ),
    )


def frame_of(door: Door, kind: str, title: str, *, switch_form: str | None = None) -> Frame:
    return Frame(
        kind=kind,
        title=title,
        audience=door.audience,
        place=door.place,
        is_synthetic=door.is_synthetic,
        is_test=door.is_test,
        is_draft=is_draft_of(door.questionnaire),
        languages=language_addresses(door.languages),
        switch_form=switch_form,
    )


def is_draft_of(questionnaire: Questionnaire) -> bool:
    language, code = current_language(), questionnaire.code
    is_easy_draft = questionnaire.is_easy and is_draft(language, code + EASY)
    return is_easy_draft or is_draft(language, code)


def offers_easy(door: Door) -> bool:
    """Whether the easy version may be chosen in this language. What nobody has read is for the demo
    and for tests."""
    language, questionnaire = current_language(), door.questionnaire
    if language not in easy_languages(questionnaire):
        return False
    reads_drafts = door.is_test or current_app.config["IS_DEMO"]
    return reads_drafts or not is_draft(language, questionnaire.code + EASY)


def other_words(door: Door) -> str:
    """The version that a page may be turned to; '' where there is only one."""
    if door.questionnaire.is_easy:
        return Words.USUAL
    return Words.EASY if offers_easy(door) else ""


def frame_key(door: Door) -> Hashable:
    """All that frame_of() and the layout depend on, but kind, title and what the address asks."""
    return (
        (request.script_root, current_language(), door.is_test),
        (door.code, door.audience, door.place, door.languages, door.is_synthetic),
    )


def in_its_languages(door: Door) -> AnyResponse | None:
    """The way to a language that the campaign speaks; None when this one is. What was sent is
    sent again there."""
    if current_language() in door.languages:
        return None
    status = 307 if request.method == "POST" else 303
    return redirect(language_addresses(door.languages)[door.languages[0]], status)


def shut(door: Door) -> Response | None:
    """The page of a campaign that takes no answers today; None when it does, or for a test."""
    if door.state == "open" or door.is_test:
        return None
    is_early = door.state == "early"
    title = _("This survey has not begun yet") if is_early else _("This survey is closed")
    return page(
        "respond/closed.html",
        frame_of(door, "closed", title),
        is_early=is_early,
        opens_on=format_date(door.opens_on, "long"),
        closes_on=format_date(door.closes_on, "long"),
    )


def turned_away(here: Standing) -> AnyResponse | None:
    """Where a response cannot be answered here and now: to its thanks once it was sent, to a
    language of the campaign, to what says that it is shut. None: go on."""
    if here.is_sent:
        return to_thanks(here.key)
    return in_its_languages(here.door) or shut(here.door)


def to_thanks(key: str) -> AnyResponse:
    return redirect(address_in(key, "thanks"), 303)


def address_in(key: str, part: str) -> str:
    """As url_for() gives it; here because every post needs one."""
    return f"{request.script_root}/{current_language()}/r/{key}/{quote(part)}"


def to_step(key: str, code: str | None, *, to: str | None = None) -> AnyResponse:
    """To a step; None: to the review."""
    asked = f"?to={to}" if to and code is not None else ""
    return redirect(address_in(key, code or REVIEW) + asked, 303)
