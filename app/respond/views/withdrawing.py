"""Taking one's answers back before sending."""

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from app.respond.actions import AlreadySentError
from app.respond.signing import is_token_of, token_of
from app.respond.standing import Standing, standing
from app.respond.views.room import frame_of, in_its_languages, respond, to_thanks
from app.respond.withdrawing import withdraw
from app.web.access import open_to_key_holder
from app.web.languages import current_language
from app.web.pages import Frame, page
from app.web.texts import _


@respond.get("/<language:language>/r/<key>/answers/erase")
@open_to_key_holder
def ask_to_withdraw(key: str) -> AnyResponse:
    here = standing(key, current_language())
    return elsewhere(here) or withdraw_page(here)


@respond.post("/<language:language>/r/<key>/answers/erase")
@open_to_key_holder
def withdraw_answers(key: str) -> AnyResponse:
    """Also once the campaign is closed: nobody has to leave behind what was not sent."""
    here = standing(key, current_language())
    other = elsewhere(here)
    if other is not None:
        return other
    if "confirm" not in request.form or not is_token_of(key, request.form.get("token", "")):
        return withdraw_page(here, _("Tick the box to confirm that your answers are to be erased."))
    try:
        withdraw(here.response)
    except AlreadySentError:
        return to_thanks(key)
    return page("respond/erased.html", Frame(kind="erase", title=_("Your answers are erased")))


def elsewhere(here: Standing) -> AnyResponse | None:
    return to_thanks(here.key) if here.is_sent else in_its_languages(here.door)


def withdraw_page(here: Standing, error: str = "") -> Response:
    return page(
        "respond/withdraw.html",
        frame_of(here.door, "erase", _("Erase your answers")),
        status=422 if error else 200,
        token=token_of(here.key),
        error=error,
    )
