"""Pages for what went wrong: one sentence that says what, one that says what to do."""

import logging
from traceback import format_tb

from flask import Flask, Response, current_app, redirect, request
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.routing import RoutingException
from werkzeug.wrappers import Response as AnyResponse

from app.errors import ForeterreError, NotFoundError
from app.web.languages import LANGUAGES, negotiated
from app.web.pages import Frame, page
from app.web.texts import _

log = logging.getLogger(__name__)


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
            "Nothing of this page was stored. Go back, shorten your text and send again."
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
    return adapter is not None and adapter.test(f"/{LANGUAGES[0]}{request.path}", "GET")


def _not_found(_error: NotFoundError) -> Response:
    return problem(404, *_texts(404))


def _invalid(_error: ForeterreError) -> Response:
    return problem(422, *_texts(422))


def _broken(error: Exception) -> Response:
    """The log says where, never what: a fault's own words may hold an answer or a key."""
    where = "".join(format_tb(error.__traceback__))
    log.error("%s at %s\n%s", type(error).__name__, request.endpoint, where)
    return problem(500, *_texts(InternalServerError.code))


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _in_its_language)
    app.register_error_handler(NotFoundError, _not_found)
    app.register_error_handler(ForeterreError, _invalid)
    app.register_error_handler(Exception, _broken)
