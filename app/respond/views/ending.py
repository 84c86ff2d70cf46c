"""The end: all answers at a glance, sending, the receipt."""

import logging
from dataclasses import replace

from flask import Response, redirect, request, url_for
from flask_babel import format_date
from werkzeug.wrappers import Response as AnyResponse

from app.questionnaire.path import steps
from app.reference.words import Words
from app.respond import actions
from app.respond.feedback import paper
from app.respond.feedback.making import Feedback, feedback, return_of
from app.respond.forms import WORDS
from app.respond.review_rows import review_rows
from app.respond.reviewing import left_out, reviewed
from app.respond.signing import is_token_of, token_of
from app.respond.standing import Standing, standing, standing_to_show
from app.respond.turning import turn_help, turn_words
from app.respond.views.late import LATE
from app.respond.views.room import (
    ASSISTED,
    REVIEW,
    YES,
    frame_key,
    frame_of,
    in_its_languages,
    other_words,
    respond,
    to_step,
    to_thanks,
    turned_away,
)
from app.store import releases
from app.web.access import open_to_key_holder
from app.web.holes import with_holes
from app.web.languages import current_language
from app.web.pages import page
from app.web.problems import problem
from app.web.texts import _
from app.web.typesetting.typeset import NotTypesetError

log = logging.getLogger(__name__)


@respond.get("/<language:language>/r/<key>/review")
@open_to_key_holder
def review(key: str) -> AnyResponse:
    here = standing_to_show(key, current_language())
    if here.first_open:  # perhaps as it was a second ago: nobody is sent back to what is answered
        here = standing(key, current_language())
    elsewhere = turned_away(here)
    if elsewhere is not None:
        return elsewhere
    first = here.first_open
    return to_step(key, first.code, to=REVIEW) if first else review_page(here)


@respond.post("/<language:language>/r/<key>/review")
@open_to_key_holder
def send(key: str) -> AnyResponse:
    here = standing(key, current_language())
    elsewhere = turned_away(here)
    if elsewhere is not None:
        return elsewhere
    if request.form.get("go") == "back":
        return to_step(key, steps(here.sheet)[-1].code)
    if not is_token_of(key, request.form.get("token", "")):
        return review_page(here, is_stale=True)
    try:
        return to_step(key, None) if turned(here) else sent(here)
    except actions.IncompleteError as error:
        return to_step(key, error.step, to=REVIEW)
    except actions.AlreadySentError:
        return to_thanks(key)


def sent(here: Standing) -> AnyResponse:
    """Raises IncompleteError."""
    actions.send(here.response, here.key)
    return to_thanks(here.key)


def turned(here: Standing) -> bool:
    """Whether only the way of answering was to be changed. Raises AlreadySentError."""
    if WORDS in request.form:
        turn_words(here.response, to_easy=request.form[WORDS] == Words.EASY)
    elif ASSISTED in request.form:
        turn_help(here.response, is_assisted=request.form[ASSISTED] == YES)
    return WORDS in request.form or ASSISTED in request.form


@respond.route("/<language:language>/r/<key>/thanks", methods=["GET", "POST"])
@open_to_key_holder
def thanks(key: str) -> AnyResponse:
    here = standing(key, current_language())
    if not here.is_sent:
        return redirect(url_for("respond.go_on", key=key), 303)
    elsewhere = in_its_languages(here.door)
    if elsewhere is not None:
        return elsewhere
    is_published = bool(here.territory and releases.is_published(here.territory))
    published = here.territory if is_published else None
    given_back = feedback(here)
    if request.args or given_back is not None:
        return thanks_page(here, published, given_back)
    known = ("thanks", frame_key(here.door), published)
    return with_holes(known, (key, here.receipt), lambda: thanks_page(here, published, None))


@respond.get("/<language:language>/r/<key>/summary.pdf")
@open_to_key_holder
def summary_pdf(key: str) -> AnyResponse:
    """Made on request; nothing of it is kept."""
    here = standing(key, current_language())
    if not here.is_sent:
        return redirect(url_for("respond.go_on", key=key), 303)
    elsewhere = in_its_languages(here.door)
    if elsewhere is not None:
        return elsewhere
    try:
        pdf = paper.summary_pdf(here)
    except NotTypesetError:
        log.exception("A summary could not be set.")
        return problem(
            503,
            _("The page to print could not be made just now"),
            _("Please try again in a minute. All that is in it stands on the page before."),
        )
    if pdf is None:
        return to_thanks(key)
    answer = Response(pdf, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{paper.FILE_NAME}"'
    return answer


def thanks_page(here: Standing, published: str | None, given_back: Feedback | None) -> Response:
    """published: the territory of the response, once it has a dashboard."""
    frame = frame_of(here.door, "thanks", _("Thank you!"))
    has_made_up_numbers = given_back is not None and given_back.is_synthetic
    return page(
        "respond/thanks.html",
        replace(frame, is_synthetic=frame.is_synthetic or has_made_up_numbers),
        key=here.key,
        receipt=here.receipt,
        published=published,
        contact=here.door.contact.get(here.language, ""),
        given_back=given_back,
        is_awaited=return_of(here.door) is not None,
        on_day=format_date(given_back.published_at, "long") if given_back else "",
        campaign=here.door.code,
        is_late=LATE in request.args,
    )


def review_page(here: Standing, *, is_stale: bool = False) -> AnyResponse:
    files = {name: each.file_name for name, each in here.files.items()}
    return page(
        "respond/review.html",
        frame_of(here.door, "review", _("Your answers at a glance")),
        status=422 if is_stale else 200,
        here=here,
        token=token_of(here.key),
        sections=[
            (each.heading, review_rows(each.answers)) for each in reviewed(here.sheet, files)
        ],
        left_out=left_out(here.sheet, files),
        is_stale=is_stale,
        other_words=other_words(here.door),
    )
