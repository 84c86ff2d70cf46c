"""The shared vocabulary: lists of choices that all questionnaires use with the same codes."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from app.questionnaire.model import Choice
from app.questionnaire.nearest import nearest
from app.questionnaire.reading.catalogues import languages_of, translations_beside
from app.questionnaire.reading.choices import read_choices
from app.questionnaire.reading.codes import LOWER
from app.questionnaire.reading.formats import VOCABULARY, check_format
from app.questionnaire.reading.problems import Problem, UnreadableError
from app.questionnaire.reading.section import Section
from app.questionnaire.reading.source_file import SourceFile
from app.questionnaire.reading.wording import Wording

KEYS = frozenset({"format", "version", "language", "lists"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """is_broken: its lists are not known, so that one that is not there is no further fault.

    is_sound: its file has no problem.
    """

    version: str = ""
    language: str = "en"
    lists: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    is_broken: bool = False
    is_sound: bool = True


def read_vocabulary(
    path: Path, translations: Path | None = None, *, languages: tuple[str, ...] | None = None
) -> Vocabulary:
    """languages: all that have a catalogue when None. Raises UnreadableError with every problem."""
    vocabulary, problems = vocabulary_of(path, translations, languages=languages)
    if problems:
        raise UnreadableError(problems)
    return vocabulary


def vocabulary_of(
    path: Path, translations: Path | None = None, *, languages: tuple[str, ...] | None = None
) -> tuple[Vocabulary, list[Problem]]:
    """What could be read, and every problem of the file and its catalogues."""
    source = SourceFile(str(path))
    root = source.compose(path)
    if root is None:
        return Vocabulary(is_broken=True, is_sound=False), source.problems
    section = Section.of(root, source, known=KEYS, what="The vocabulary")
    check_format(section, VOCABULARY)
    folder = translations or translations_beside(path)
    offered = languages_of(folder, path.stem) if languages is None else languages
    language = section.text("language", is_required=True) or "en"
    wording = Wording.load(language, folder, domain=path.stem, languages=offered)
    version = section.text("version", is_required=True) or ""
    lists = read_lists(section, wording)
    vocabulary = Vocabulary(
        version, language, lists, is_broken=not lists, is_sound=not source.problems
    )
    return vocabulary, [*source.problems, *wording.problems(source)]


def read_lists(section: Section, wording: Wording) -> dict[str, tuple[Choice, ...]]:
    node = section.values.get("lists")
    if node is None:
        section.missing("lists")
        return {}
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    names = {key.value for key, _ in pairs if isinstance(key, yaml.ScalarNode)}
    lists = Section.of(node, section.source, known=names, what="lists")
    found: dict[str, tuple[Choice, ...]] = {}
    for name, key in lists.keys.items():
        if not LOWER.fullmatch(name):
            message = f"{name!r} is not a name of a list."
            mend = "Write small letters, digits and _: skill_families."
            section.source.problem(key, "code-syntax", message=message, mend=mend)
        nodes = lists.nodes(name)
        found[name] = read_choices(nodes, section.source, wording, owner=name)
    check_families(found, section.source, wording)
    return found


def check_families(
    lists: dict[str, tuple[Choice, ...]], source: SourceFile, wording: Wording
) -> None:
    known = {choice.code for choices in lists.values() for choice in choices}
    for name, choices in lists.items():
        for choice in choices:
            if choice.family is not None and choice.family not in known:
                place = wording.places[f"{name}.{choice.code}#family"]
                message = f"{name}.{choice.code}: no list has the family {choice.family}."
                mend = nearest(choice.family, known, otherwise="Add it to a list of families.")
                source.problem(place.node, "unknown-family", message=message, mend=mend)
