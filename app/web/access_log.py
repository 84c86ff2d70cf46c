"""A line a request for operators, off by default: what was asked, how it ended, how long it took.

It names no respondent: no address of a client, no query, no browser, and no secret part of an
address. Secret are parts called key or token, and, where only a key's holder may come, all parts
but the language and the step.
"""

import logging
import sys
import time
from collections.abc import Mapping

from flask import Flask, Response, current_app, g, request
from werkzeug.routing import Rule

from app.web.access import KEY_HOLDER

MASK = "-"
UNKNOWN = "(unknown)"  # an address that leads nowhere may be a mistyped one that leads somewhere
SECRET = {"key", "token"}
PLAIN_TO_HOLDERS = {"language", "step"}

log = logging.getLogger("foreterre.access")


def masked(rule: Rule, given: Mapping[str, object], *, is_for_holders: bool) -> str:
    """The path of an address without what only its respondent may know."""
    shown = {
        name: MASK if _is_secret(name, is_for_holders=is_for_holders) else value
        for name, value in given.items()
    }
    built = rule.build(shown, append_unknown=False)
    return UNKNOWN if built is None else built[1]


def _is_secret(name: str, *, is_for_holders: bool) -> bool:
    return name in SECRET or (is_for_holders and name not in PLAIN_TO_HOLDERS)


def _path() -> str:
    rule = request.url_rule
    if rule is None:
        return UNKNOWN
    given = {"language": g.get("language"), **(request.view_args or {})}
    who = getattr(current_app.view_functions[rule.endpoint], "access", KEY_HOLDER)
    return masked(rule, given, is_for_holders=who == KEY_HOLDER)


def _begin() -> None:
    g.begun = time.perf_counter()


def _write(response: Response) -> Response:
    took = 1000 * (time.perf_counter() - g.get("begun", time.perf_counter()))
    log.info("%s %s %d %.0f ms", request.method, _path(), response.status_code, took)
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
