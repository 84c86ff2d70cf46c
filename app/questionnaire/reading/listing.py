"""The choices of a question: of the questionnaire's or the vocabulary's lists, or its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from app.questionnaire.model import CHOICE_KINDS, Choice, Family, Question, QuestionKind
from app.questionnaire.nearest import nearest
from app.questionnaire.reading.choices import read_choices, read_special_choice
from app.questionnaire.reading.codes import Spelling
from app.questionnaire.reading.section import Section
from app.questionnaire.reading.source_file import SourceFile
from app.questionnaire.reading.vocabulary import Vocabulary
from app.questionnaire.reading.wording import Wording
from app.questionnaire.reading.yes_or_no import yes_or_no


@dataclass(slots=True)
class ChoiceReader:
    """lists: those of the questionnaire itself, by name."""

    source: SourceFile
    wording: Wording
    vocabulary: Vocabulary
    spelling: Spelling
    lists: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)

    def list_name(self, section: Section) -> str | None:
        """The list of the questionnaire that the choices are, if any."""
        node = section.values.get("choices")
        is_named = isinstance(node, yaml.ScalarNode) and node.value in self.lists
        return str(node.value) if node is not None and is_named else None

    def choices(self, section: Section, context: str, *, kind: QuestionKind) -> tuple[Choice, ...]:
        node = section.values.get("choices")
        if node is None:
            if kind is QuestionKind.YES_NO:
                return yes_or_no(section, self.wording)
            is_needed = kind in CHOICE_KINDS or kind is QuestionKind.CONSTANT_SUM
            if is_needed and not self.spelling.is_imported:
                section.missing("choices")
            return ()
        if isinstance(node, yaml.ScalarNode):
            listed = self.listed(section, "choices")
        else:
            nodes = section.nodes("choices")
            listed = read_choices(
                nodes, self.source, self.wording, owner=context, spelling=self.spelling
            )
            if kind is not QuestionKind.MULTIPLE:
                self.check_exclusive(context, listed)
        none = self.special(section, "none", context)
        if none and none.code in {each.code for each in listed}:
            message = f"{section.what}: the choice {none.code} is in the list already."
            mend = "Give none another code."
            section.problem("none", "repeated-code", message=message, mend=mend)
        return listed if none is None else (*listed, none)

    def check_exclusive(self, context: str, listed: tuple[Choice, ...]) -> None:
        for choice in listed:
            if choice.is_exclusive:
                place = self.wording.places[f"{context}.{choice.code}#exclusive"]
                message = f"{context}.{choice.code} is exclusive, but only one can be chosen."
                mend = "Remove exclusive."
                self.source.problem(place.node, "exclusive", message=message, mend=mend)

    def listed(self, section: Section, key: str) -> tuple[Choice, ...]:
        """The items of a list of the vocabulary."""
        name = section.text(key)
        known = {**self.vocabulary.lists, **self.lists}
        if name is not None and name not in known and not self.vocabulary.is_broken:
            message = f"{section.what}: the vocabulary has no list {name}."
            mend = nearest(name, known)
            section.problem(key, "unknown-list", message=message, mend=mend)
        return known.get(name or "", ())

    def families(self, section: Section) -> tuple[Family, ...]:
        if "families" not in section:
            return ()
        return tuple(
            Family(code=each.code, text=each.text) for each in self.listed(section, "families")
        )

    def check_families(self, section: Section, question: Question) -> None:
        known = {each.code for each in question.families}
        if not known:
            return
        for choice in question.choices:
            place = self.wording.places.get(f"{question.code}.{choice.code}#family")
            is_checked = place is not None or self.vocabulary.is_sound
            if choice.family is not None and choice.family not in known and is_checked:
                message = f"{section.what}: the family {choice.family} is not among its families."
                at = place.node if place else section.values["families"]
                mend = nearest(choice.family, known)
                self.source.problem(at, "unknown-family", message=message, mend=mend)

    def special(self, section: Section, key: str, context: str) -> Choice | None:
        node = section.values.get(key)
        if node is None:
            return None
        return read_special_choice(node, self.source, self.wording, owner=context)
