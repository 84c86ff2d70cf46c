"""The rows of choices, each written once for all pages that hold it: lists come in many orders."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Protocol

from flask import Flask
from markupsafe import Markup

from app.web.media import Medium, pictures, players

KEPT = 10_000
ROW = Markup(
    '<label class="choice{quiet}"><input type="{kind}" name="{name}" value="{code}" id="{id}"'
    "{marks}>\n{sign}<span>{text}</span></label>\n"
)
SIGN = Markup('<svg class="sign" aria-hidden="true" focusable="false"><use href="{}"></use></svg>')
"""Says what the words beside it say, so that no screen reader needs it."""
PICTURED = Markup(
    '<div class="pictured">\n<label class="choice{quiet}"><input type="{kind}" name="{name}"'
    ' value="{code}" id="{id}" aria-labelledby="{id}-text"{marks}>\n'
    '{pictures}<span id="{id}-text">{text}</span></label>\n{players}</div>\n'
)
"""Named by its words alone, which the picture says again."""
FOLDED = Markup(
    '<details class="family"{open}>\n<summary>{heading}</summary>\n'
    '<div class="rows pairs">\n{rows}</div>\n</details>\n'
)
LISTED = Markup('<div class="rows{pairs}">\n{rows}</div>\n')
IN_PAIRS = 8  # rows beyond which a wide screen shows two beside one another
INVALID = Markup(' aria-invalid="true" aria-describedby="{}"')


class Tickable(Protocol):
    """A choice as a page shows it."""

    def __hash__(self) -> int: ...

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
    @property
    def media(self) -> tuple[Medium, ...]: ...
    @property
    def picture(self) -> str: ...


class Grouped(Protocol):
    """Rows under a heading, or without one."""

    @property
    def heading(self) -> str: ...
    @property
    def rows(self) -> Sequence[Tickable]: ...
    @property
    def is_open(self) -> bool: ...


def choice_rows(
    groups: Iterable[Grouped], name: str, kind: str, *, is_required: bool = False, error: str = ""
) -> Markup:
    """kind: radio or checkbox. error: id of the sentence on a fault, which the first row bears."""
    needed, parts = " required" if is_required else "", []
    has_error, fault = bool(error), error
    for group in groups:
        rows = []
        for each in group.rows:
            rows.append(choice_row(each, name, kind, needed, fault))
            fault = ""
        inside = Markup("").join(rows)
        if group.heading:
            is_open = " open" if group.is_open or has_error else ""
            parts.append(FOLDED.format(open=is_open, heading=group.heading, rows=inside))
        else:
            pairs = " pairs" if len(rows) > IN_PAIRS else ""
            parts.append(LISTED.format(pairs=pairs, rows=inside))
    return Markup("").join(parts)


@lru_cache(maxsize=KEPT)
def choice_row(each: Tickable, name: str, kind: str, needed: str, error: str) -> Markup:
    """kind: radio or checkbox. needed: " required" or "". error: id of the sentence on a fault."""
    marks = [
        " checked" if each.is_chosen else "",
        " data-alone" if each.is_alone and kind == "checkbox" else "",
        " data-open" if each.is_open else "",
        needed if kind == "radio" else "",
    ]
    shown = {
        "quiet": " quiet" if each.is_quiet else "",
        "kind": kind,
        "name": name,
        "code": each.code,
        "id": each.id,
        "marks": Markup("".join(marks)) + (INVALID.format(error) if error else ""),  # noqa: S704 -- our own words
        "text": each.text,
    }
    if not each.media:
        return ROW.format(**shown, sign=SIGN.format(each.picture) if each.picture else "")
    seen = pictures(each.media, is_late=True)
    return PICTURED.format(**shown, pictures=seen, players=players(each.media))


def init_app(app: Flask) -> None:
    app.add_template_global(choice_rows)
