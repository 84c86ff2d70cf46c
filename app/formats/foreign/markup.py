"""HTML of other programs as plain text: paragraphs and lists as lines, nothing else kept."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Final

LINES: Final = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
)
UNSEEN: Final = frozenset({"script", "style"})
SHOWN_ONLY_THERE: Final = frozenset({"img", "iframe", "video", "audio", "object", "input"})
ANY_TAG: Final = re.compile(r"<[a-zA-Z/!]|&[#\w]+;")
SPACES: Final = re.compile(r"[ \t\r\n\f]+")
"""Those that are one space for HTML; one that may not be broken is kept."""
OPENED: Final = re.compile(r"\{(?=\S)")


class Plain(HTMLParser):
    """lost: names of elements whose content is no text, in their order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.lost: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 of the class above
        if tag in UNSEEN:
            self.unseen += 1
        if tag in UNSEEN | SHOWN_ONLY_THERE:
            self.lost.append(tag)
        if tag in LINES:
            self.parts.append("\n- " if tag == "li" else "\n")
        if tag in {"td", "th"}:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        if tag in LINES - {"br", "hr"}:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(SPACES.sub(" ", data))


def plain_text(html: str) -> tuple[str, tuple[str, ...]]:
    """The text, and the names of elements that are lost with it."""
    if not ANY_TAG.search(html):
        return html.strip(), ()
    reader = Plain()
    reader.feed(html)
    reader.close()
    return tidied("".join(reader.parts)), tuple(dict.fromkeys(reader.lost))


def tidied(text: str) -> str:
    """Spaces as one, lines without empty ones at the ends or twice within."""
    lines = [SPACES.sub(" ", line).strip(" ") for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def with_braces(text: str, tell: Callable[[str], str]) -> str:
    """The text with each `{expression}` replaced by what is told for it.

    As LimeSurvey and SurveyJS read them: no space behind the first brace or before the last one,
    and braces within quotes or braces are part of the expression.
    """
    found: list[str] = []
    at = 0
    for opened in OPENED.finditer(text):
        if opened.start() < at:
            continue
        end = end_of(text, opened.end())
        if end is None:
            continue
        found += [text[at : opened.start()], tell(text[opened.end() : end])]
        at = end + 1
    return "".join([*found, text[at:]])


def end_of(text: str, start: int) -> int | None:
    """Where the brace that was opened before start is closed."""
    quote, depth = "", 0
    for at in range(start, len(text)):
        letter = text[at]
        if quote:
            quote = "" if letter == quote and text[at - 1] != "\\" else quote
        elif letter in "\"'":
            quote = letter
        elif letter == "{":
            depth += 1
        elif letter == "}" and depth:
            depth -= 1
        elif letter == "}":
            return None if text[at - 1].isspace() else at
    return None
