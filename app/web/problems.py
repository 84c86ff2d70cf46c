"""Pages for what went wrong: one sentence that says what, one that says what to do."""

import logging
from traceback import format_tb

from flask import Flask, Response, current_app, redirect, request
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.routing import RoutingException
from werkzeug.wrappers import Response as AnyResponse

from app.errors import ForeterreError, NotFoundError
from app.reference.languages import LANGUAGES, SOURCE
from app.store.database import OUT_OF_REACH, reason_of
from app.web.languages import negotiated
from app.web.pages import Frame, page
from app.web.texts import _

log = logging.getLogger(__name__)
BACK_IN = 20  # seconds until a database that was restarted answers again, most times
LONGEST_ECHO = 1_000_000  # bytes of a form that a page carries to be sent again


def problem(status: int, title: str, text: str, *, kind: str = "problem") -> Response:
    frame = Frame(kind=kind, title=title)
    return page("web/problem.html", frame, status=status, text=text)


def _texts(status: int) -> tuple[str, str]:
    if status == 404:
        return _("This page does not exist"), _(
            "Check the address, or start again from the first page."
        )
    if status == 405:
        return _("This page cannot be used like that"), _("Go back and use the page's own buttons.")
    if status == 413:
        return _("That was too much to send at once"), _(
            "Nothing of this page was stored. Go back, shorten your text or choose a smaller file,"
            " and send again."
        )
    if status < 500:
        return _("We could not understand this"), _("Go back, check what you typed and try again.")
    return _("Something went wrong here"), _(
        "It is our fault, not yours. What you sent before is safe. Please try again in a minute."
    )


def _in_its_language(error: HTTPException) -> Response | AnyResponse:
    if isinstance(error, RoutingException):
        return error.get_response()
    status = error.code or 500
    if status == 404 and request.method == "GET" and _exists_with_a_language():
        answer = redirect(f"/{negotiated()}{request.full_path.rstrip('?')}")
        answer.headers["Vary"] = "Accept-Language"
        return answer
    return problem(status, *_texts(status))


def _exists_with_a_language() -> bool:
    first = request.path.split("/")[1]
    if first in LANGUAGES or request.url_rule is not None:
        return False
    adapter = current_app.create_url_adapter(request)
    return adapter is not None and adapter.test(f"/{SOURCE}{request.path}", "GET")


def _not_found(_error: NotFoundError) -> Response:
    return problem(404, *_texts(404))


def _invalid(_error: ForeterreError) -> Response:
    return problem(422, *_texts(422))


def _broken(error: Exception) -> Response:
    """The log says where, never what: a fault's own words may hold an answer or a key."""
    where = "".join(format_tb(error.__traceback__))
    log.error("%s at %s\n%s", type(error).__name__, request.endpoint, where)
    return problem(500, *_texts(InternalServerError.code))


def _out_of_reach(error: Exception) -> Response:
    """The database is restarting or its disk is full. What was typed stays in the page, which
    sends the same again: the way back would be an empty form, since no page is cached."""
    log.warning("no database (%s) at %s", reason_of(error), request.endpoint)
    sent = _sent()
    is_sending = sent is not None
    text = _waiting() if is_sending else _nothing_lost()
    title = _("We cannot reach our records for a moment")
    answer = page(
        "web/again.html",
        Frame(kind="problem", title=title, languages={} if is_sending else None),
        status=503,
        text=f"{text} {_choose_again()}" if _has_files() else text,
        is_sending=is_sending,
        fields=[(name, value) for name, value in sent or () if name != "go"],
        way=request.form.get("go", "next") if is_sending else "",
        address=request.full_path.rstrip("?"),
    )
    answer.headers["Retry-After"] = str(BACK_IN)
    return answer


def _waiting() -> str:
    return _(
        "Nothing that you sent before is lost. What you sent just now is not stored yet: it waits"
        " in this page. Leave the page open, and send it again in a minute."
    )


def _has_files() -> bool:
    """No page carries a file; whether one came is known once the form was read."""
    return any(each.filename for each in vars(request).get("files", {}).values())


def _choose_again() -> str:
    return _("Only a file that you chose cannot wait here: open its page again later to send it.")


def _nothing_lost() -> str:
    return _("Nothing that you sent before is lost. Open this page again in a minute.")


def _sent() -> list[tuple[str, str]] | None:
    """What the browser posted, to be sent again as it was; None: nothing, or too much."""
    if request.method != "POST" or (request.content_length or 0) > LONGEST_ECHO:
        return None
    try:
        return list(request.form.items(multi=True))
    except HTTPException:
        return None


def init_app(app: Flask) -> None:
    for kind in OUT_OF_REACH:
        app.register_error_handler(kind, _out_of_reach)
    app.register_error_handler(HTTPException, _in_its_language)
    app.register_error_handler(NotFoundError, _not_found)
    app.register_error_handler(ForeterreError, _invalid)
    app.register_error_handler(Exception, _broken)
