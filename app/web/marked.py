"""A safe subset of Markdown, for notes: paragraphs, lists, headings, **bold**, *slanted*, links."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from flask import Flask
from markupsafe import Markup, escape

BLANK: Final = re.compile(r"\n[ \t]*\n")
POINT: Final = re.compile(r"[ \t]*[-*+][ \t]+(.+)")
NUMBERED: Final = re.compile(r"[ \t]*\d{1,3}[.)][ \t]+(.+)")
HEADING: Final = re.compile(r"#{1,6}[ \t]+(.+)")
LISTS: Final = {"ul": POINT, "ol": NUMBERED}
INLINE: Final = (
    (re.compile(r"\*\*(?=[^\s*])([^*\n]+)(?<=\S)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<!\w)__(?=[^\s_])([^_\n]+)(?<=\S)__(?!\w)"), r"<strong>\1</strong>"),
    (re.compile(r"\*(?=[^\s*])([^*\n]+)(?<=\S)\*"), r"<em>\1</em>"),
    (re.compile(r"(?<![\w/])_(?=[^\s_])([^_\n]+)(?<=\S)_(?!\w)"), r"<em>\1</em>"),
)
"""On text that is escaped already. Each reads any sign a few times at most."""
LINK: Final = re.compile(r"\[([^\[\]\n]+)\]\(((?:https?://|mailto:)[^\s()<>\"']+)\)")
ANCHOR: Final = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>')


def marked(text: str) -> Markup:
    """As a page shows it. Whatever is not of the subset, HTML too, stays the text it is."""
    blocks = (each.strip("\n") for each in BLANK.split(text.replace("\r\n", "\n")))
    return Markup("\n").join(part for each in blocks if each.strip() for part in parts_of(each))


def parts_of(block: str) -> Iterator[Markup]:
    for kind, lines in groupby(block.split("\n"), key=kind_of):
        if kind in LISTS:
            items = (LISTS[kind].sub(r"\1", each) for each in lines)
            points = Markup("").join(Markup("<li>{}</li>").format(inline(each)) for each in items)
            yield Markup("<{0}>{1}</{0}>").format(kind, points)
        elif kind == "h2":
            yield from headings(lines)
        else:
            yield Markup("<p>{}</p>").format(Markup("<br>\n").join(map(inline, lines)))


def headings(lines: Iterable[str]) -> Iterator[Markup]:
    for each in lines:
        yield Markup("<h2>{}</h2>").format(inline(HEADING.sub(r"\1", each)))


def kind_of(line: str) -> str:
    """ul, ol, h2, or p."""
    if HEADING.fullmatch(line):
        return "h2"
    return next((kind for kind, pattern in LISTS.items() if pattern.fullmatch(line)), "p")


def inline(text: str) -> Markup:
    """A link opens beside the page, so that nothing typed there is lost."""
    plain, *links = LINK.split(text)
    made = [stressed(plain)]
    for label, address, after in zip(links[::3], links[1::3], links[2::3], strict=True):
        made += [ANCHOR.format(address, stressed(label)), stressed(after)]
    return Markup("").join(made)


def stressed(text: str) -> Markup:
    words = str(escape(text))
    for pattern, made in INLINE:
        words = pattern.sub(made, words)
    return Markup(words)  # noqa: S704 -- escaped before, and nothing added but our own tags


def init_app(app: Flask) -> None:
    app.add_template_filter(marked)
