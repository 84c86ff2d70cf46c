"""The row of a choice, written once for all pages that hold it: long lists come in many orders."""

from functools import lru_cache
from typing import Protocol

from flask import Flask
from markupsafe import Markup

KEPT = 10_000
ROW = Markup(
    '<label class="choice{quiet}"><input type="{kind}" name="{name}" value="{code}" id="{id}"'
    "{marks}>\n<span>{text}</span></label>\n"
)
INVALID = Markup(' aria-invalid="true" aria-describedby="{}"')


class Tickable(Protocol):
    """A choice as a page shows it; hashable."""

    @property
    def code(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def is_chosen(self) -> bool: ...
    @property
    def is_quiet(self) -> bool: ...
    @property
    def is_alone(self) -> bool: ...
    @property
    def is_open(self) -> bool: ...


@lru_cache(maxsize=KEPT)
def choice_row(each: Tickable, name: str, kind: str, needed: str, error: str) -> Markup:
    """kind: radio or checkbox. needed: " required" or "". error: id of the sentence on a fault."""
    marks = [
        " checked" if each.is_chosen else "",
        " data-alone" if each.is_alone and kind == "checkbox" else "",
        " data-open" if each.is_open else "",
        needed if kind == "radio" else "",
    ]
    return ROW.format(
        quiet=" quiet" if each.is_quiet else "",
        kind=kind,
        name=name,
        code=each.code,
        id=each.id,
        marks=Markup("".join(marks)) + (INVALID.format(error) if error else ""),  # noqa: S704 -- our own words
        text=each.text,
    )


def init_app(app: Flask) -> None:
    app.add_template_global(choice_row)
