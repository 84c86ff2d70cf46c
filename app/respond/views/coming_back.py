"""The way back in by a short code, and the way out by a receipt."""

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.errors import NotFoundError
from app.respond import actions
from app.respond.views.room import respond
from app.store import keys
from app.store.guesses import TooManyGuessesError
from app.web.access import open_to_anyone
from app.web.addresses import client_network
from app.web.pages import Frame, page
from app.web.problems import problem
from app.web.texts import _, ngettext


@respond.errorhandler(TooManyGuessesError)
def wait_first(error: TooManyGuessesError) -> Response:
    minutes = -(-error.wait_seconds // 60)
    answer = problem(
        429,
        _("Too many wrong codes came from your connection"),
        ngettext(
            "So that nobody can guess codes, please wait %(num)d minute, then write yours again."
            " Your answers are safe, and the address of your questionnaire opens it at any time.",
            "So that nobody can guess codes, please wait %(num)d minutes, then write yours again."
            " Your answers are safe, and the address of your questionnaire opens it at any time.",
            minutes,
        ),
    )
    answer.headers["Retry-After"] = str(error.wait_seconds)
    return answer


@respond.get("/<language:language>/resume")
@open_to_anyone
def resume() -> Response:
    return resume_page("", "")


@respond.post("/<language:language>/resume")
@open_to_anyone
def open_by_code() -> AnyResponse:
    typed = request.form.get("code", "")
    if keys.read_code(typed) is None:
        return resume_page(typed, _("Write the whole code, such as K7MQ-4TPX-9D."))
    try:
        key = actions.resume(typed, client_network())
    except NotFoundError:
        return problem(
            404,
            _("We do not know this code"),
            _("Check each letter and digit, then go back and write it again."),
        )
    return redirect(url_for("respond.go_on", key=key), 303)


@respond.get("/<language:language>/erase")
@open_to_anyone
def erase() -> Response:
    return erase_page("", {})


@respond.post("/<language:language>/erase")
@open_to_anyone
def erase_by_receipt() -> Response:
    typed = request.form.get("receipt", "")
    errors = {}
    if keys.read_receipt(typed) is None:
        errors["receipt"] = _("Write the whole receipt: four groups of four letters and digits.")
    if "confirm" not in request.form:
        errors["confirm"] = _("Tick the box to confirm that your answers are to be erased.")
    if errors:
        return erase_page(typed, errors)
    try:
        actions.erase(typed, client_network())
    except NotFoundError:
        return problem(
            404,
            _("We do not know this receipt"),
            _("Either it is mistyped, or the answers behind it were erased before."),
        )
    return page("respond/erased.html", Frame(kind="erase", title=_("Your answers are erased")))


def resume_page(typed: str, error: str) -> Response:
    frame = Frame(kind="resume", title=_("Continue where you stopped"))
    return page(
        "respond/resume.html", frame, status=422 if error else 200, typed=typed[:60], error=error
    )


def erase_page(typed: str, errors: dict[str, str]) -> Response:
    frame = Frame(kind="erase", title=_("Erase your answers"))
    return page(
        "respond/erase.html", frame, status=422 if errors else 200, typed=typed[:60], errors=errors
    )
