"""One way to answer with a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, current_app, make_response, render_template

from app.reference.languages import NAMES, direction
from app.web.languages import current_language, is_draft, language_addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the layout needs to know of a page.

    kind: data-page of main. languages: language to address of this page. switch_form: id of the
    form whose typed text a change of language keeps; None: the switches are plain links.
    """

    kind: str
    title: str
    audience: str | None = None
    place: str | None = None
    is_synthetic: bool = False
    is_test: bool = False
    is_draft: bool = False
    is_wide: bool = False
    languages: Mapping[str, str] | None = None
    switch_form: str | None = None
    way_on: str = "next"


def page(template: str, frame: Frame, *, status: int = 200, **context: Any) -> Response:
    """A whole page in the language of the request."""
    language = current_language()
    addresses = frame.languages if frame.languages is not None else language_addresses()
    layout = {
        "language": language,
        "direction": direction(language),
        "language_name": NAMES[language],
        "switches": [(code, NAMES[code], where) for code, where in addresses.items()],
        "frame": frame,
        "is_draft": frame.is_draft or is_draft(language),
        "is_synthetic": frame.is_synthetic or current_app.config["IS_DEMO"],
    }
    return make_response(render_template(template, **layout, **context), status)


def init_app(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
