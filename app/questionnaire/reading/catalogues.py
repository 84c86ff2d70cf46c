"""gettext catalogues: the texts of a questionnaire in one more language, by code of the text."""

import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from app.questionnaire.nearest import nearest
from app.questionnaire.reading.problems import Position
from app.questionnaire.reading.source_file import SourceFile

LONGEST_LABEL = 60
PLACEHOLDER = re.compile(r"\$\{[^}]*\}")
CONTEXT = re.compile(r'msgctxt "(.*)"\s*')
LANGUAGE = re.compile(r"[a-z]{2,3}(?:_[A-Za-z0-9]+)*")


@dataclass(slots=True)
class Catalogue:
    """The translations of one file into one language. `used`: codes that the source asked for."""

    language: str
    source: SourceFile
    messages: Mapping[str, Message] = field(default_factory=dict)
    is_broken: bool = False
    used: set[str] = field(default_factory=set)

    def translation(self, context: str, source: str, *, is_label: bool) -> str:
        """The text in this language, '' where there is none; every fault of it is reported."""
        self.used.add(context)
        if self.is_broken:
            return ""
        message = self.messages.get(context)
        if message is None:
            self.missing(context, source)
            return ""
        said = singular(message.string)
        for code, text, mend in faults(message, source, is_label=is_label):
            full = f"{self.language}, {context}: {text}"
            self.source.problem(line_of(message), code, message=full, mend=mend)
        return said

    def missing(self, context: str, source: str) -> None:
        message = f"{self.language}: no translation of {context}, {shortened(source)}."
        mend = f'Add msgctxt "{context}" with this msgid and its translation.'
        self.source.problem(Position(), "missing-translation", message=message, mend=mend)

    def unknown(self) -> None:
        """Reports the translations that nothing asked for."""
        for context, message in self.messages.items():
            if context not in self.used:
                text = (
                    f"{self.language}: {context or 'a text without msgctxt'} is not in the source."
                )
                mend = (
                    f"{nearest(context, self.used, otherwise='')} Correct its msgctxt or remove it."
                )
                at = line_of(message)
                self.source.problem(at, "unknown-msgctxt", message=text, mend=mend.strip())


def faults(message: Message, source: str, *, is_label: bool) -> Iterator[tuple[str, str, str]]:
    """Code, message and mend of each fault of a translation."""
    said = singular(message.string)
    if singular(message.id) != source:
        yield (
            "stale-translation",
            f"the source reads {shortened(source)}, its msgid {shortened(singular(message.id))}.",
            "Copy the source to msgid and look at the translation again.",
        )
    if not said.strip():
        yield "empty-translation", "the translation is empty.", "Translate msgid in msgstr."
        return
    if message.fuzzy:
        yield "fuzzy-translation", "it is marked fuzzy.", "Check it, then remove the fuzzy mark."
    yield from differences(source, said)
    if is_label and len(said) > LONGEST_LABEL:
        text = f"the label has {len(said)} characters, {LONGEST_LABEL} at most."
        yield "long-label", text, "Shorten it."


def differences(source: str, said: str) -> Iterator[tuple[str, str, str]]:
    if sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(said)):
        wanted = ", ".join(PLACEHOLDER.findall(source)) or "none"
        found = ", ".join(PLACEHOLDER.findall(said)) or "none"
        text = f"the source holds {wanted}, the translation {found}."
        yield "placeholders", text, "Use the same ${…} in both, unchanged."
    if edges(source) != edges(said):
        text = "it begins or ends with other spaces than the source."
        yield "spaces", text, "Begin and end as msgid does."


def edges(text: str) -> tuple[bool, bool]:
    return text != text.lstrip(), text != text.rstrip()


def singular(text: str | Iterable[str] | None) -> str:
    """Of a plural message the first; without the line end that a block of YAML leaves."""
    one = text if isinstance(text, str) else next(iter(text or ()), "")
    return one.rstrip("\n")


def shortened(text: str) -> str:
    return f"“{text if len(text) <= LONGEST_LABEL else text[:LONGEST_LABEL] + '…'}”"


def line_of(message: Message) -> Position:
    return Position(message.lineno or 0)


def translations_beside(path: Path) -> Path:
    """The folder translations/ beside the folder of a survey file."""
    return Path(os.path.normpath(path.parent / ".." / "translations"))


def languages_of(translations: Path, domain: str) -> tuple[str, ...]:
    """The languages that have a catalogue for a domain, in order."""
    if not translations.is_dir():
        return ()
    found = [each.name for each in translations.iterdir() if LANGUAGE.fullmatch(each.name)]
    return tuple(sorted(each for each in found if file_of(translations, each, domain).is_file()))


def file_of(translations: Path, language: str, domain: str) -> Path:
    return translations / language / "LC_MESSAGES" / f"{domain}.po"


def read_catalogue(translations: Path, language: str, domain: str) -> Catalogue:
    path = file_of(translations, language, domain)
    source = SourceFile(str(path))
    text = source.read(path)
    if text is None:
        return Catalogue(language, source, is_broken=True)
    messages = read_messages(text, source)
    if messages is None:
        return Catalogue(language, source, is_broken=True)
    repeated_contexts(text, source)
    return Catalogue(language, source, messages)


def read_messages(text: str, source: SourceFile) -> Mapping[str, Message] | None:
    try:
        return by_context(text)
    except PoFileError as error:
        message = f"Broken catalogue: {str(error).rpartition(' on ')[0]}."
        at = Position(error.lineno + 1)
        source.problem(at, "broken-po", message=message, mend="Mend this line or the one before.")
    except (ValueError, LookupError, IndexError, AttributeError, UnknownLocaleError) as error:
        message = f"Broken catalogue: {error}."
        mend = "Check its header, and that each msgid has its msgstr in quotes."
        source.problem(Position(1), "broken-po", message=message, mend=mend)
    return None


@lru_cache(maxsize=256)
def by_context(text: str) -> Mapping[str, Message]:
    """The messages of a catalogue. The same text is read once: there are many languages."""
    catalog: Catalog = read_po(io.StringIO(text), abort_invalid=True, ignore_obsolete=True)
    found: dict[str, Message] = {}
    for each in catalog:
        if each.id:
            found.setdefault(each.context or "", each)
    return found


def repeated_contexts(text: str, source: SourceFile) -> None:
    first: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        found = CONTEXT.fullmatch(line)
        if found and found[1] in first:
            message = f"msgctxt {found[1]} stands twice, first in line {first[found[1]]}."
            at = Position(number)
            source.problem(at, "repeated-msgctxt", message=message, mend="Remove one.")
        elif found:
            first[found[1]] = number
