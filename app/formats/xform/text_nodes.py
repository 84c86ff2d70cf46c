"""Texts of an XForm: inside their element, or in the table of translations."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.formats.xform.itext import UNTRANSLATED
from app.formats.xlsform.rules import REFERENCE

FOLDERS: Final[Mapping[str, str]] = {"image": "images", "big-image": "images"}
Reference = Callable[[re.Match[str]], str]


@dataclass(slots=True)
class TextTable:
    """languages: as in headers. values: language to id to form ('' for the text) to element.

    is_needed: elements cannot hold their texts themselves, for there are several languages, or one
    that has to be said, or media.
    """

    languages: tuple[str, ...]
    default: str
    is_needed: bool
    values: dict[str, dict[str, list[ET.Element]]] = field(default_factory=dict)

    def add(
        self, identifier: str, texts: Mapping[str, str], shown: Reference, form: str = ""
    ) -> None:
        for language in self.languages:
            text = texts.get(language) or texts.get("") or ("" if form else UNTRANSLATED)
            if text:
                element = ET.Element("value", {"form": form} if form else {})
                fill(
                    element,
                    f"jr://{FOLDERS.get(form, form)}/{text}" if is_file(form) else text,
                    shown,
                )
                self.values.setdefault(language, {}).setdefault(identifier, []).append(element)

    def element(self) -> ET.Element:
        itext = ET.Element("itext")
        for language in self.languages:
            marks = {"default": "true()"} if language == self.default else {}
            translation = ET.SubElement(itext, "translation", {"lang": language, **marks})
            for identifier, values in self.values.get(language, {}).items():
                text = ET.SubElement(translation, "text", {"id": identifier})
                text.extend(values)
        return itext


def is_file(form: str) -> bool:
    return form in {"image", "big-image", "audio", "video"}


def fill(element: ET.Element, text: str, shown: Reference) -> None:
    """With an <output> for each ${name}."""
    element.text, place, last = "", 0, None
    for found in REFERENCE.finditer(text):
        before = text[place : found.start()]
        if last is None:
            element.text = before
        else:
            last.tail = before
        last = ET.SubElement(element, "output", {"value": f" {shown(found)} "})
        place = found.end()
    if last is None:
        element.text = text
    else:
        last.tail = text[place:]
