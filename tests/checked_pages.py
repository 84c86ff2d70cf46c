"""Every page that a test fetches is checked as a whole: structure, names, language, protection."""

from collections import Counter
from typing import Any
from xml.etree import ElementTree

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.one_language import foreign_texts

SPACE = "{http://www.w3.org/1999/xhtml}"
NAMELESS_INPUTS = {"hidden", "submit", "button", "image", "reset"}
STRICT = ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "script-src 'self'")


class CheckedClient(FlaskClient):
    """A test client that refuses pages a person could stumble over."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        answer = super().open(*args, **kwargs)
        if answer.mimetype == "text/html" and answer.status_code not in {301, 302, 303, 307, 308}:
            faults = faults_of(answer.get_data(as_text=True), answer.headers)
            assert not faults, f"{answer.request.path}: {faults}"
        return answer


def faults_of(html: str, headers: Any) -> list[str]:
    """What is wrong with a page; empty when nothing is."""
    parser = html5lib.HTMLParser()
    page = parser.parse(html)
    errors = [str(code) for _place, code, _data in parser.errors]
    faults = [*errors, *_structure(page), *_names(page), *_protection(html, page, headers)]
    return faults + [f"in another language: {text}" for text in foreign_texts(html)]


def _all(page: ElementTree.Element, tag: str) -> list[ElementTree.Element]:
    return list(page.iter(SPACE + tag))


def _text(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _shown(element: ElementTree.Element, tag: str) -> list[ElementTree.Element]:
    """Without what is hidden until a script shows it in place of something else."""
    own = [element] if element.tag == SPACE + tag else []
    inside = (each for each in element if each.get("hidden") is None)
    return own + [found for each in inside for found in _shown(each, tag)]


def _structure(page: ElementTree.Element) -> list[str]:
    faults = []
    if [bool(_text(each)) for each in _shown(page, "h1")] != [True]:
        faults.append(f"{len(_shown(page, 'h1'))} h1, or an empty one")
    if not any(_text(each) for each in _all(page, "title")):
        faults.append("no title")
    if not page.get("lang") or page.get("dir") not in {"ltr", "rtl"}:
        faults.append("no lang or dir")
    if [bool(each.get("data-page")) for each in _all(page, "main")] != [True]:
        faults.append("not exactly one main with data-page")
    ids = Counter(each.get("id") for each in page.iter() if each.get("id"))
    return faults + [f"id {name} {count} times" for name, count in ids.items() if count > 1]


def _names(page: ElementTree.Element) -> list[str]:
    labelled = {each.get("for") for each in _all(page, "label")}
    wrapped = {id(inner) for label in _all(page, "label") for inner in label.iter()}
    known = {each.get("id") for each in page.iter() if each.get("id")}
    faults = [
        f"{each.get('name')} has no label"
        for tag in ("input", "select", "textarea")
        for each in _all(page, tag)
        if each.get("type") not in NAMELESS_INPUTS
        and each.get("id") not in labelled
        and id(each) not in wrapped
        and not (each.get("aria-label") or each.get("aria-labelledby"))
    ]
    pointers = ("aria-describedby", "aria-labelledby", "for", "form", "list")
    for each in page.iter():
        for pointer in pointers:
            lost = [name for name in (each.get(pointer) or "").split() if name not in known]
            faults += [f"{pointer} points at {name}, which is not there" for name in lost]
    return faults


def _protection(html: str, page: ElementTree.Element, headers: Any) -> list[str]:
    policy = headers.get("Content-Security-Policy", "")
    faults = [f"policy lacks {part}" for part in STRICT if part not in policy]
    if headers.get("X-Content-Type-Options") != "nosniff":
        faults.append("no nosniff")
    inline = [each for each in _all(page, "script") if not each.get("src")]
    inline += _all(page, "style")
    inline += [each for each in page.iter() if each.get("style") or _handlers(each)]
    if inline:
        faults.append(f"{len(inline)} inline scripts, styles or handlers")
    if "{{" in html or "{%" in html:
        faults.append("template marks in the page")
    return faults


def _handlers(element: ElementTree.Element) -> list[str]:
    return [name for name in element.attrib if name.startswith("on")]
