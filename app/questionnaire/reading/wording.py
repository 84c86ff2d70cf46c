"""Texts in every language: the source from the YAML file, the others from its catalogues."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from app.questionnaire.model import Text
from app.questionnaire.reading.catalogues import (
    LONGEST_LABEL,
    Catalogue,
    languages_of,
    read_catalogue,
)
from app.questionnaire.reading.places import Place
from app.questionnaire.reading.problems import Problem
from app.questionnaire.reading.section import Section
from app.questionnaire.reading.source_file import SourceFile

EASY = "_easy"
"""Ends the name of the catalogue that holds the easy texts of a file: residents_easy."""


@dataclass(slots=True)
class Wording:
    """places: code of a text or of a thing to where it stands in the YAML file.

    easy_catalogues: of the easy version, which not every language has.
    inline: languages that the file itself holds, each text by language.
    """

    language: str
    catalogues: tuple[Catalogue, ...] = ()
    places: dict[str, Place] = field(default_factory=dict)
    inline: frozenset[str] = frozenset()
    easy_catalogues: tuple[Catalogue, ...] = ()

    @classmethod
    def load(
        cls, language: str, translations: Path, *, domain: str, languages: tuple[str, ...]
    ) -> "Wording":
        others = [each for each in languages if each != language]
        in_easy_words = languages_of(translations, domain + EASY)
        easy = [each for each in others if each in in_easy_words]
        return cls(
            language,
            tuple(read_catalogue(translations, each, domain) for each in others),
            easy_catalogues=tuple(
                read_catalogue(translations, each, domain + EASY) for each in easy
            ),
        )

    def register(self, context: str, section: Section) -> None:
        """Remembers where a thing and each of its keys stand: F_EMP, F_EMP#min."""
        self.places[context] = section.source.place(section.node)
        for key in section.values:
            self.places[f"{context}#{key}"] = section.place(key)

    def text(
        self, section: Section, key: str, context: str, *, is_label: bool = False
    ) -> Text | None:
        """The text under a key of a section, with its translations."""
        return self.translated(section, key, context, self.catalogues, is_label=is_label)

    def easy_text(self, section: Section, context: str, *, is_label: bool = False) -> Text | None:
        """What stands under `easy`, in the languages that have the easy version."""
        return self.translated(
            section, "easy", f"{context}.easy", self.easy_catalogues, is_label=is_label
        )

    def translated(
        self,
        section: Section,
        key: str,
        context: str,
        catalogues: tuple[Catalogue, ...],
        *,
        is_label: bool,
    ) -> Text | None:
        if self.inline and isinstance(section.values.get(key), yaml.MappingNode):
            return self.inline_text(section, key)
        source = section.text(key)
        if source is None:
            return None
        if is_label and len(source) > LONGEST_LABEL:
            message = f"The label {context} has {len(source)} characters, {LONGEST_LABEL} at most."
            section.problem(key, "long-label", message=message, mend="Shorten it.")
        texts = {self.language: source}
        for each in catalogues:
            texts[each.language] = each.translation(context, source, is_label=is_label)
        return Text(self.language, texts)

    def inline_text(self, section: Section, key: str) -> Text | None:
        """A text that stands in several languages beside one another."""
        inside = Section.of(
            section.values[key], section.source, known=self.inline, what=f"{section.what}, {key}"
        )
        texts = {each: inside.text(each) for each in inside.values if each in self.inline}
        if self.language not in texts:
            inside.missing(self.language)
            return None
        return Text(self.language, {each: text for each, text in texts.items() if text})

    def needed(self, section: Section, key: str, context: str, *, is_label: bool = False) -> Text:
        """The same; a missing text is reported and stands empty."""
        if key not in section:
            section.text(key, is_required=True)
        found = self.text(section, key, context, is_label=is_label)
        return found or Text(self.language, {self.language: ""})

    def problems(self, source: SourceFile) -> list[Problem]:
        """Call it once, when every text was asked for; source: the file they stand in.

        Translations of no text are told only when the file itself has no fault: a question that
        could not be read did not ask for its own.
        """
        catalogues = (*self.catalogues, *self.easy_catalogues)
        for each in catalogues if not source.problems else ():
            each.unknown()
        return [problem for each in catalogues for problem in each.source.problems]
