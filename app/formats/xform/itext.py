"""Texts of an XForm in each of its languages, with media and answers that they show."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.formats.xml_tree import Element
from app.questionnaire.media import MEDIA

REFERENCE: Final = re.compile(r"jr:itext\(\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)")
KINDS: Final[Mapping[str | None, str]] = {
    None: "label",
    "": "label",
    "long": "label",
    "guidance": "guidance_hint",
}
BLANKS: Final = " \t\r\n"
RUN: Final = re.compile(r"[ \t\r]+")
"""White space that is shown as one; spaces that do not break are kept."""
UNTRANSLATED: Final = "-"
"""What compilers write where a language has no text."""
Shown = Callable[[Element], str]
"""What an <output> stands for in a text: ${name}."""


@dataclass(frozen=True, slots=True)
class Words:
    """By kind (label, image, …), then by language: '' where the file names none."""

    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, kind: str) -> Mapping[str, str]:
        return self.texts.get(kind, {})


@dataclass(frozen=True, slots=True)
class Itext:
    """elements: id of a text to language to its element."""

    languages: tuple[str, ...]
    default: str
    elements: Mapping[str, Mapping[str, Element]]

    def words(self, identifier: str, shown: Shown) -> Words:
        texts: dict[str, dict[str, str]] = {}
        for language, element in self.elements.get(identifier, {}).items():
            for value in element.all("value"):
                form = value.attributes.get("form")
                kind = KINDS.get(form, form or "label")
                text = text_of(value, shown)
                if text != UNTRANSLATED:
                    texts.setdefault(kind, {})[language] = (
                        file_name(text) if kind in MEDIA else text
                    )
        return Words(texts)

    def words_of(self, element: Element | None, shown: Shown) -> Words:
        """Of a <label> or <hint>: its own text, or the one it refers to."""
        if element is None:
            return Words()
        found = REFERENCE.fullmatch(element.get("ref"))
        if found:
            return self.words(found[1] or found[2], shown)
        text = text_of(element, shown)
        return Words({"label": {"": text}}) if text else Words()

    def message(self, written: str, shown: Shown) -> Mapping[str, str]:
        """Of jr:constraintMsg: a text, or a reference to one."""
        found = REFERENCE.fullmatch(written)
        if found:
            return self.words(found[1] or found[2], shown).of("label")
        return {"": written} if written else {}


def itext_of(model: Element) -> Itext:
    itext = model.first("itext")
    translations = itext.all("translation") if itext is not None else []
    elements: dict[str, dict[str, Element]] = {}
    for translation in translations:
        for text in translation.all("text"):
            elements.setdefault(text.get("id"), {})[translation.get("lang")] = text
    languages = tuple(each.get("lang") for each in translations)
    marked = [each.get("lang") for each in translations if "default" in each.attributes]
    default = marked[0] if marked else (languages[0] if languages else "")
    return Itext(languages, default, elements)


def text_of(element: Element, shown: Shown) -> str:
    """With white space as a browser shows it: line ends are kept, other runs are one space."""
    parts = (each if isinstance(each, str) else shown(each) for each in element.parts)
    lines = "".join(parts).strip(BLANKS).split("\n")
    return "\n".join(RUN.sub(" ", line.strip(BLANKS)) for line in lines)


def file_name(address: str) -> str:
    """jr://images/map.png is a file beside the form."""
    return address.rpartition("/")[2]
