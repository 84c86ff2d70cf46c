"""A page never mixes languages: no text of another language's catalogue stands on it."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

from babel.messages.pofile import read_po

from tests.programs import ROOT

SOURCE = "en"
SHORTEST = 12  # letters: a shorter text may well be the same word in two languages
READ_ALOUD = {"aria-label", "title", "alt", "placeholder"}
NOT_READ = {"script", "style", "code"}  # a formula is written alike everywhere
PLACE = re.compile(r"%\(\w+\)[sd]")
LETTER = re.compile(r"[^\W\d_]")


class Read(HTMLParser):
    """What a person reads, or hears, of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.language = ""
        self.texts: list[str] = []
        self._inside: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [f" {value} " for name, value in attrs if name in READ_ALOUD and value]
        if tag == "html":
            self.language = dict(attrs).get("lang") or ""
        if tag in NOT_READ:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            self._inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.texts.append(data)


def foreign_texts(html: str) -> list[str]:
    """Whole texts of the catalogues that stand on a page of another language."""
    page = Read(html)
    if not page.language:
        return []
    shown = " ".join("".join(page.texts).split())
    suspected = [text for part, text in _foreign_to(page.language) if part in shown]
    found = re.finditer("|".join(suspected), shown) if suspected else ()
    return sorted({each.group() for each in found})


@cache
def _foreign_to(language: str) -> tuple[tuple[str, str], ...]:
    """English texts that this language has its own words for, the longest first; on an English
    page, French ones. With each its longest part without a place: looked for first, since a page
    holds hardly any."""
    beside = "fr" if language == SOURCE else language
    pairs = [(two, one) if language == SOURCE else (one, two) for one, two in _pairs(beside)]
    own = {_as_shown(own) for _foreign, own in pairs}
    wanted = {
        _as_shown(text): max(_parts(text), key=len)
        for text in {foreign for foreign, own in pairs if foreign != own}
        if len(LETTER.findall(PLACE.sub("", text))) >= SHORTEST
    }
    kept = sorted(wanted.keys() - own, key=len, reverse=True)
    return tuple((wanted[each], each) for each in kept)


def _pairs(language: str) -> Iterator[tuple[str, str]]:
    """Every text of every catalogue in English and in another language."""
    for path in sorted((ROOT / "translations" / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            messages = [message for message in read_po(file) if message.id and message.string]
        for each in messages:
            said = _forms(each.string)
            yield from (
                (one, said[min(place, len(said) - 1)]) for place, one in enumerate(_forms(each.id))
            )


def _forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def _as_shown(text: str) -> str:
    """The text as a pattern: anything short may stand in its places."""
    return ".{1,60}?".join(map(re.escape, _parts(text)))


def _parts(text: str) -> list[str]:
    """What stands between its places."""
    return PLACE.split(" ".join(text.split()).replace("%%", "%"))
