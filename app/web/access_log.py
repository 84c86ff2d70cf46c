"""A line a request for operators, off by default: what was asked, how it ended, how long it took.

It names no respondent: no address of a client, no query, no browser, and no secret part of an
address. Secret are parts called key or token or looking like one, where only a key's holder may
come all parts but the language and the step, and all parts of an address that leads nowhere.
"""

import logging
import sys
import time
from collections.abc import Container, Mapping

from flask import Flask, Response, current_app, g, request
from werkzeug.routing import Rule

from app.store.keys import is_key
from app.web.access import ANYONE, KEY_HOLDER

MASK = "-"
UNKNOWN = "(unknown)"  # an address that leads nowhere may be a mistyped one that leads somewhere
SECRET = {"key", "token"}
PLAIN_TO_HOLDERS = {"language", "step"}
PLAIN_NOWHERE = {"language"}
NOT_FOUND = 404

log = logging.getLogger("foreterre.access")


def masked(rule: Rule, given: Mapping[str, object], plain: Container[str] | None) -> str:
    """The path of an address without what only its respondent may know.

    plain: the parts that may be shown; None: all that do not sound or look secret.
    """
    shown = {
        name: value if _is_plain(name, plain) and not is_key(str(value)) else MASK
        for name, value in given.items()
    }
    built = rule.build(shown, append_unknown=False)
    return UNKNOWN if built is None else built[1]


def _is_plain(name: str, plain: Container[str] | None) -> bool:
    return name not in SECRET and (plain is None or name in plain)


def _path(status: int) -> str:
    rule = request.url_rule
    if rule is None:
        return UNKNOWN
    given = {"language": g.get("language"), **(request.view_args or {})}
    return masked(rule, given, PLAIN_NOWHERE if status == NOT_FOUND else plain_parts(rule))


def plain_parts(rule: Rule) -> Container[str] | None:
    """What may be shown of an address, by who may call its view."""
    who = getattr(current_app.view_functions[rule.endpoint], "access", KEY_HOLDER)
    return None if who == ANYONE else PLAIN_TO_HOLDERS


def _begin() -> None:
    g.begun = time.perf_counter()


def _write(response: Response) -> Response:
    took = 1000 * (time.perf_counter() - g.get("begun", time.perf_counter()))
    status = response.status_code
    log.info("%s %s %d %.0f ms", request.method, _path(status), status, took)
    return response


def init_app(app: Flask) -> None:
    if not app.config["HAS_ACCESS_LOG"]:
        return
    if not log.handlers:
        lines = logging.StreamHandler(sys.stdout)
        lines.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        log.addHandler(lines)
        log.setLevel(logging.INFO)
        log.propagate = False
    app.before_request(_begin)
    app.after_request(_write)
