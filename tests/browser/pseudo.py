"""A language that nobody speaks: every text accented, bracketed and a third longer.

What stays unaccented on a page passed no catalogue; what loses a bracket was cut.
"""

import re
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from app.questionnaire.reading.catalogues import LONGEST_LABEL
from tests.programs import ROOT

BEARER = "fr"  # the catalogues of this language are written over
LONGER = 1.35
LABEL = LONGEST_LABEL - len("[]")
ACCENTED = str.maketrans("aceinorsuyzACEINORSUYZ", "áçéíñóřšúýžÁÇÉÍÑÓŘŠÚÝŽ")
KEPT = re.compile(r"(%\(\w+\)[sd]|\$\{[^}]*\}|\{\w+\}|%%|https?://\S+|\[[^\]]*\]\([^)]*\)|[*_#`]+)")
VOWEL = re.compile(r"[áéíóúýÁÉÍÓÚÝ]")


def pseudo(text: str) -> str:
    """Longer by a third, in the words themselves: their vowels are doubled as long as it takes."""
    if not re.search(r"[^\W\d_]", KEPT.sub("", text)):
        return text
    return "\n\n".join(f"[{_longer(each)}]" for each in text.split("\n\n"))


def _longer(text: str) -> str:
    parts = KEPT.split(text)
    wanted = round(len(text) * (LONGER - 1))
    if len(text) <= LABEL:  # no language may have a longer label
        wanted = min(wanted, LABEL - len(text))
    for place in range(0, len(parts), 2):
        accented = parts[place].translate(ACCENTED)
        longer = VOWEL.sub(lambda found: found[0] * 2, accented, count=max(wanted, 0))
        wanted -= len(longer) - len(accented)
        parts[place] = longer
    return "".join(parts) + "~" * max(wanted, 0)


def written(folder: Path) -> Path:
    """The catalogues of every language as they are, those of the bearer pseudo: a new folder."""
    source, made = ROOT / "translations", folder / "translations"
    made.mkdir()
    for each in source.iterdir():
        if each.name != BEARER:
            (made / each.name).symlink_to(each)
    target = made / BEARER / "LC_MESSAGES"
    target.mkdir(parents=True)
    for path in sorted((source / BEARER / "LC_MESSAGES").glob("*.po")):
        _write(path, target)
    return made


def _write(path: Path, target: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=BEARER)
    for message in catalogue:
        if message.id:
            message.string = _said(message)
    with (target / path.name).open("wb") as file:
        write_po(file, catalogue, width=0)
    with (target / path.with_suffix(".mo").name).open("wb") as file:
        write_mo(file, catalogue)


def _said(message: Message) -> str | tuple[str, ...]:
    if isinstance(message.id, str):
        return pseudo(message.id)
    return tuple(pseudo(each) for each in message.id)
