"""Choices: items of a vocabulary, or listed with their question."""

from collections.abc import Iterable
from typing import Final

import yaml

from app.questionnaire.model import Choice
from app.questionnaire.nearest import nearest
from app.questionnaire.reading.codes import Seen, Spelling, is_repeated, lower_code
from app.questionnaire.reading.section import Section
from app.questionnaire.reading.source_file import SourceFile
from app.questionnaire.reading.wording import Wording
from app.reference.pictures import PICTURES

CLASSIFICATIONS: Final = ("nace", "isco", "esco", "isced", "eqf")
OWN_SPELLING: Final = Spelling()
BOUNDS: Final = ("min", "max")
KEYS: Final = frozenset(
    {"code", "text", "easy", "picture", "family", "score", "missing", "exclusive", "open"}
    | {"attributes", *BOUNDS, *CLASSIFICATIONS}
)
SPECIAL_KEYS: Final = frozenset({"code", "text", "easy"})


def read_choices(
    nodes: Iterable[yaml.Node],
    source: SourceFile,
    wording: Wording,
    *,
    owner: str,
    spelling: Spelling = OWN_SPELLING,
) -> tuple[Choice, ...]:
    """The choices of a list; owner: the question, field or vocabulary list they belong to."""
    seen: Seen = {}
    found: list[Choice] = []
    for node in nodes:
        section = Section.of(node, source, known=KEYS, what=f"A choice of {owner}")
        choice = read_choice(section, wording, owner=owner, spelling=spelling)
        if choice and spelling.is_imported:
            found.append(choice)  # forms may repeat a code, where a filter keeps them apart
        elif choice and not is_repeated(choice.code, section, seen, f"Choice {owner}."):
            found.append(choice)
    return tuple(found)


def read_choice(
    section: Section, wording: Wording, *, owner: str, spelling: Spelling
) -> Choice | None:
    code = spelling.choice(section)
    if code is None:
        section.text("text", is_required=True)
        return None
    context = f"{owner}.{code}"
    wording.register(context, section)
    return Choice(
        code=code,
        text=wording.needed(section, "text", context, is_label=not spelling.is_imported),
        easy=wording.easy_text(section, context, is_label=True),
        picture=picture(section),
        family=section.text("family"),
        score=section.number("score"),
        is_missing=section.flag("missing"),
        is_exclusive=section.flag("exclusive"),
        is_open=section.flag("open"),
        attributes=attributes(section),
    )


def read_special_choice(
    node: yaml.Node, source: SourceFile, wording: Wording, *, owner: str
) -> Choice | None:
    """`none` or `outside`: a choice that excludes all others."""
    section = Section.of(node, source, known=SPECIAL_KEYS, what=f"A choice of {owner}")
    code = lower_code(section)
    if code is None:
        return None
    context = f"{owner}.{code}"
    wording.register(context, section)
    text = wording.needed(section, "text", context, is_label=True)
    easy = wording.easy_text(section, context, is_label=True)
    return Choice(code=code, text=text, easy=easy, is_exclusive=True)


def picture(section: Section) -> str | None:
    found = section.text("picture")
    if found is None or found in PICTURES:
        return found
    message = f"No picture is called {found!r}."
    section.problem("picture", "unknown-picture", message=message, mend=nearest(found, PICTURES))
    return None


def attributes(section: Section) -> dict[str, str]:
    """Codes of classifications joined by commas, and the bounds of a class as texts."""
    found = {key: classification(section, key) for key in CLASSIFICATIONS if key in section}
    for key in BOUNDS:
        bound = section.number(key)
        if bound is not None:
            found[key] = str(bound)
    found |= section.words_by_word("attributes")
    return {key: value for key, value in found.items() if value}


def classification(section: Section, key: str) -> str:
    """One code in quotes or a list of them; an empty list is allowed: no class fits."""
    node = section.values[key]
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return ",".join(filter(None, (section.quoted(each, key) for each in nodes)))
