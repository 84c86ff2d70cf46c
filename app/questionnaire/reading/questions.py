"""Questions of a survey file as frozen values."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import yaml

from app.questionnaire.model import Question, QuestionKind, Sensitivity, Text
from app.questionnaire.nearest import nearest
from app.questionnaire.reading.codes import Seen, Spelling, is_repeated
from app.questionnaire.reading.completing import completed
from app.questionnaire.reading.limits import check_limits
from app.questionnaire.reading.listing import ChoiceReader
from app.questionnaire.reading.media import read_media
from app.questionnaire.reading.question_keys import (
    ALL_KEYS,
    FIELD_KINDS,
    KEYS_BY_KIND,
    PREFILLS,
    TEXTLESS,
)
from app.questionnaire.reading.section import Section
from app.questionnaire.reading.source_file import SourceFile
from app.questionnaire.reading.wording import Wording


@dataclass(frozen=True, slots=True)
class Around:
    """Where a question stands: repeat is the context of the one around it, R or R.S, '' outside.

    seen: codes so far, of which each is used once in the repeat. kinds: those that may stand here.
    """

    repeat: str
    seen: Seen
    kinds: frozenset[QuestionKind]

    def context(self, code: str) -> str:
        return f"{self.repeat}.{code}" if self.repeat else code

    @property
    def told(self) -> str:
        """How a message about a code begins."""
        return f"Field {self.repeat}." if self.repeat else "Question "


@dataclass(slots=True)
class QuestionReader:
    """seen: codes of questions so far. broken: codes of questions that could not be read."""

    source: SourceFile
    wording: Wording
    choices: ChoiceReader
    spelling: Spelling
    seen: Seen = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def read_all(self, nodes: Iterable[yaml.Node]) -> tuple[Question, ...]:
        return self.read_inside(nodes, Around("", self.seen, frozenset(QuestionKind)))

    def read_inside(self, nodes: Iterable[yaml.Node], around: Around) -> tuple[Question, ...]:
        return tuple(filter(None, (self.read(node, around) for node in nodes)))

    def read(self, node: yaml.Node, around: Around) -> Question | None:
        what = f"{around.repeat}, {name_of(node)}" if around.repeat else name_of(node)
        section = Section.of(node, self.source, known=ALL_KEYS, what=what)
        read_code = self.spelling.field if around.repeat else self.spelling.question
        code = read_code(section)
        if code is None or is_repeated(code, section, around.seen, around.told):
            return None
        kind = self.kind(section, around.kinds)
        if kind is None:
            self.broken.add(around.context(code))
            return None
        return self.question(section, code, kind=kind, around=around)

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
        self, section: Section, code: str, *, kind: QuestionKind, around: Around
    ) -> Question:
        context = around.context(code)
        self.wording.register(context, section)
        choices = self.choices
        question = Question(
            code=code,
            kind=kind,
            text=self.text(section, context, kind),
            easy=self.wording.easy_text(section, context),
            hint=self.wording.text(section, "hint", f"{context}.hint"),
            show_if=section.rule("show_if"),
            constraint=section.rule("constraint"),
            constraint_text=self.wording.text(section, "constraint_text", f"{context}.constraint"),
            calculate=section.rule("calculate", is_required=kind is QuestionKind.CALCULATE),
            choices=choices.choices(section, context, kind=kind),
            list_name=choices.list_name(section),
            families=choices.families(section),
            choice_filter=section.rule("choice_filter"),
            first_if=section.rule("first"),
            is_shuffled=section.flag("shuffle"),
            minimum=section.number("min"),
            maximum=section.number("max"),
            min_selected=section.whole("min_selected"),
            max_selected=section.whole("max_selected"),
            max_characters=section.whole("max_characters"),
            is_multiple=section.flag("multiple"),
            outside=choices.special(section, "outside", context),
            prefill=self.prefill(section),
            option=section.text("option"),
            sensitivity=self.sensitivity(section),
            is_reversed=section.flag("reversed"),
            fields=self.fields(section, code, kind=kind, around=around),
            over=section.rule("over", is_required=kind is QuestionKind.ROSTER),
            max_items=section.whole("max_items"),
        )
        return self.checked(completed(self.with_more(question, section, context)), section)

    def checked(self, question: Question, section: Section) -> Question:
        check_limits(section, question)
        self.choices.check_families(section, question)
        return question

    def with_more(self, question: Question, section: Section, context: str) -> Question:
        """What only some questions have."""
        wording = self.wording
        is_required, required_if = section.flag_or_rule("required")
        is_read_only, read_only_if = section.flag_or_rule("read_only")
        return replace(
            question,
            is_required=is_required,
            required_if=required_if,
            required_text=wording.text(section, "required_text", f"{context}.required"),
            is_read_only=is_read_only,
            read_only_if=read_only_if,
            warning=section.rule("warning"),
            warning_text=wording.text(section, "warning_text", f"{context}.warning"),
            triggers=section.words("triggers"),
            default=section.answer("default"),
            default_rule=section.rule("default_rule"),
            shuffle_seed=section.rule("shuffle_seed"),
            step=section.number("step"),
            total=section.number("total"),
            is_long=section.flag("long"),
            is_folded=section.flag("folded"),
            count=section.rule("count"),
            min_items=section.whole("min_items"),
            is_grid=section.flag("grid"),
            appearance=section.words("appearance"),
            media=read_media(section),
        )

    def text(self, section: Section, context: str, kind: QuestionKind) -> Text:
        is_needed = kind not in TEXTLESS and not self.spelling.is_imported
        if is_needed or "text" in section:
            return self.wording.needed(section, "text", context)
        return Text(self.wording.language, {self.wording.language: ""})

    def fields(
        self, section: Section, code: str, *, kind: QuestionKind, around: Around
    ) -> tuple[Question, ...]:
        """What lies inside a group, a roster or a repeat."""
        if kind is QuestionKind.GROUP:
            return self.read_inside(section.nodes("questions", is_required=True), around)
        if kind not in {QuestionKind.ROSTER, QuestionKind.REPEAT}:
            return ()
        key = "fields" if kind is QuestionKind.ROSTER else "questions"
        inside = Around(around.context(code), {}, FIELD_KINDS)
        return self.read_inside(section.nodes(key, is_required=True), inside)

    def prefill(self, section: Section) -> str | None:
        if self.spelling.is_imported:
            return section.text("prefill")
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
