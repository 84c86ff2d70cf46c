"""territory.yaml: what the territory is called, where it lies, what it speaks."""

import re
from pathlib import Path

from app.formats.territory.values import About
from app.questionnaire.reading.codes import LOWER
from app.questionnaire.reading.formats import check_format
from app.questionnaire.reading.section import Section
from app.questionnaire.reading.source_file import SourceFile
from app.reference.cells import NETWORK

FORMAT = "foreterre-territory/1"
KEYS = frozenset({"format", "code", "name", "country", "nuts3", "languages", "waves", "synthetic"})
COUNTRY = re.compile(r"[A-Z]{2}")
NUTS3 = re.compile(r"[A-Z]{2}[A-Z0-9]{3}")
LANGUAGE = re.compile(r"[a-z]{2,3}")
WAVE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def read_about(path: Path, source: SourceFile) -> About | None:
    """Also where something is at fault: the source lists what. None where nothing can be read."""
    root = source.compose(path)
    if root is None:
        return None
    section = Section.of(root, source, known=KEYS, what="The territory")
    check_format(section, FORMAT)
    about = About(
        code=_matching(section, "code", LOWER, "small letters, digits and _: val_noire"),
        name=section.text("name", is_required=True) or "",
        country=_matching(section, "country", COUNTRY, "two capital letters: FR"),
        nuts3=_matching(section, "nuts3", NUTS3, "the country and three characters: FRJ25"),
        languages=_list(section, "languages", LANGUAGE, '["fr", "en"]'),
        waves=_list(section, "waves", WAVE, '["w2026"]'),
        is_synthetic=section.flag("synthetic"),
    )
    _check_whole(section, about)
    return about


def _check_whole(section: Section, about: About) -> None:
    if about.code == NETWORK:
        message = f"The code {NETWORK!r} stands for the whole network."
        section.problem("code", "reserved-code", message=message, mend="Choose another code.")
    if about.country and about.nuts3 and not about.nuts3.startswith(about.country):
        message = f"nuts3 {about.nuts3} does not lie in {about.country}."
        mend = f"Write the code that begins with {about.country}, or correct the country."
        section.problem("nuts3", "other-country", message=message, mend=mend)


def _matching(section: Section, key: str, pattern: re.Pattern[str], rule: str) -> str:
    found = section.text(key, is_required=True)
    if found is None or pattern.fullmatch(found):
        return found or ""
    section.problem(key, "code-syntax", message=f"{found!r} is no {key}.", mend=f"Write {rule}.")
    return ""


def _list(section: Section, key: str, pattern: re.Pattern[str], rule: str) -> tuple[str, ...]:
    found: list[str] = []
    for node in section.nodes(key, is_required=True):
        text = section.quoted(node, key)
        if text is None:
            continue
        if not pattern.fullmatch(text) or text in found:
            what = "stands twice" if text in found else f"is not one of {key}"
            mend = f"Write {key} as {rule}."
            section.source.problem(node, "code-syntax", message=f"{text!r} {what}.", mend=mend)
        found.append(text)
    return tuple(found)
