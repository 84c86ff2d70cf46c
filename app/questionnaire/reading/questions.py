"""Questions of a survey file as frozen values."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml

from app.questionnaire.model import (
    CHOICE_KINDS,
    Choice,
    Family,
    Question,
    QuestionKind,
    Sensitivity,
)
from app.questionnaire.nearest import nearest
from app.questionnaire.reading.choices import read_choices, read_special_choice
from app.questionnaire.reading.codes import Seen, is_repeated, lower_code, question_code
from app.questionnaire.reading.limits import check_limits
from app.questionnaire.reading.question_keys import ALL_KEYS, FIELD_KINDS, KEYS_BY_KIND, PREFILLS
from app.questionnaire.reading.section import Section
from app.questionnaire.reading.source_file import SourceFile
from app.questionnaire.reading.vocabulary import Vocabulary
from app.questionnaire.reading.wording import Wording


@dataclass(slots=True)
class QuestionReader:
    """seen: codes of questions so far. broken: codes of questions that could not be read."""

    source: SourceFile
    wording: Wording
    vocabulary: Vocabulary
    seen: Seen = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def read_all(self, nodes: Iterable[yaml.Node]) -> tuple[Question, ...]:
        return tuple(filter(None, (self.read(node) for node in nodes)))

    def read(self, node: yaml.Node) -> Question | None:
        section = Section.of(node, self.source, known=ALL_KEYS, what=name_of(node))
        code = question_code(section)
        if code is None or is_repeated(code, section, self.seen, "Question "):
            return None
        kind = self.kind(section, frozenset(QuestionKind))
        if kind is None:
            self.broken.add(code)
            return None
        return self.question(section, code, kind=kind)

    def read_field(self, node: yaml.Node, roster: str, seen: Seen) -> Question | None:
        section = Section.of(node, self.source, known=ALL_KEYS, what=f"{roster}, {name_of(node)}")
        code = lower_code(section)
        if code is None or is_repeated(code, section, seen, f"Field {roster}."):
            return None
        kind = self.kind(section, FIELD_KINDS)
        if kind is None:
            self.broken.add(f"{roster}.{code}")
            return None
        return self.question(section, code, kind=kind, roster=roster)

    def kind(self, section: Section, allowed: frozenset[QuestionKind]) -> QuestionKind | None:
        """The type of the question, when it is known and takes the keys written."""
        written = section.text("type", is_required=True)
        if written is None:
            return None
        if written not in allowed:
            message = f"{section.what}: no type is called {written!r} here."
            mend = nearest(written, allowed)
            section.problem("type", "unknown-type", message=message, mend=mend)
            return None
        kind = QuestionKind(written)
        for key in section.values:
            if key in ALL_KEYS and key not in KEYS_BY_KIND[kind]:
                self.misplaced(section, key, kind)
        return kind

    def misplaced(self, section: Section, key: str, kind: QuestionKind) -> None:
        message = f"{section.what}: a {kind} question takes no {key}."
        mend = (
            f"Remove it, or change the type. Known here: {', '.join(sorted(KEYS_BY_KIND[kind]))}."
        )
        self.source.problem(section.keys[key], "misplaced-key", message=message, mend=mend)

    def question(
        self, section: Section, code: str, *, kind: QuestionKind, roster: str | None = None
    ) -> Question:
        context = code if roster is None else f"{roster}.{code}"
        self.wording.register(context, section)
        is_calculate, is_roster = kind is QuestionKind.CALCULATE, kind is QuestionKind.ROSTER
        question = Question(
            code=code,
            kind=kind,
            text=self.wording.needed(section, "text", context),
            hint=self.wording.text(section, "hint", f"{context}.hint"),
            is_required=section.flag("required"),
            show_if=section.rule("show_if"),
            constraint=section.rule("constraint"),
            constraint_text=self.wording.text(section, "constraint_text", f"{context}.constraint"),
            calculate=section.rule("calculate", is_required=is_calculate),
            choices=self.choices(section, context, kind=kind),
            families=self.families(section),
            choice_filter=section.rule("choice_filter"),
            first_if=section.rule("first"),
            is_shuffled=section.flag("shuffle"),
            is_folded=section.flag("folded"),
            minimum=section.number("min"),
            maximum=section.number("max"),
            min_selected=section.whole("min_selected"),
            max_selected=section.whole("max_selected"),
            max_characters=section.whole("max_characters"),
            is_multiple=section.flag("multiple"),
            outside=self.special(section, "outside", context),
            prefill=self.prefill(section),
            option=section.text("option"),
            sensitivity=self.sensitivity(section),
            is_reversed=section.flag("reversed"),
            fields=self.fields(section, code) if is_roster else (),
            over=section.rule("over", is_required=is_roster),
            max_items=section.whole("max_items"),
        )
        check_limits(section, question)
        self.check_families(section, question)
        return question

    def fields(self, section: Section, roster: str) -> tuple[Question, ...]:
        seen: Seen = {}
        nodes = section.nodes("fields", is_required=True)
        return tuple(filter(None, (self.read_field(node, roster, seen) for node in nodes)))

    def choices(self, section: Section, context: str, *, kind: QuestionKind) -> tuple[Choice, ...]:
        node = section.values.get("choices")
        if node is None:
            if kind in CHOICE_KINDS:
                section.missing("choices")
            return ()
        if isinstance(node, yaml.ScalarNode):
            listed = self.listed(section, "choices")
        else:
            nodes = section.nodes("choices")
            listed = read_choices(nodes, self.source, self.wording, owner=context)
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
        known = self.vocabulary.lists
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

    def prefill(self, section: Section) -> str | None:
        return self.one_of(section, "prefill", PREFILLS)

    def sensitivity(self, section: Section) -> Sensitivity:
        found = self.one_of(section, "sensitivity", frozenset(Sensitivity))
        return Sensitivity(found) if found else Sensitivity.NONE

    def one_of(self, section: Section, key: str, known: frozenset[str]) -> str | None:
        written = section.text(key)
        if written is None or written in known:
            return written
        message = f"{section.what}: {key} cannot be {written!r}."
        section.problem(key, f"unknown-{key}", message=message, mend=nearest(written, known))
        return None


def name_of(node: yaml.Node) -> str:
    """How messages call a question: by its code where it has one."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    codes = [value.value for key, value in pairs if key.value == "code"]
    known = [code for code in codes if isinstance(code, str)]
    return f"Question {known[0]}" if known else "A question"
