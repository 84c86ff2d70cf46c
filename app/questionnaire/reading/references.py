"""Codes that rules and texts refer to: they exist, and were asked before."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from app.questionnaire.expression.graphs import Way
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.tree import (
    LAST_SAVED,
    Filtered,
    Path,
    Reference,
    Tree,
    children,
)
from app.questionnaire.model import Page, Question, QuestionKind, Questionnaire, Text
from app.questionnaire.nearest import nearest
from app.questionnaire.reading.cycles import cycles
from app.questionnaire.reading.modules import ModuleCheck
from app.questionnaire.reading.places import Place
from app.questionnaire.reading.problems import Position
from app.questionnaire.reading.source_file import SourceFile
from app.questionnaire.reading.standing import CHOICE_RULES, CHOICE_WORDS, RULES, TEXTS, Standing
from app.questionnaire.steps import outside_repeats

Words: TypeAlias = "frozenset[str] | None"
"""The bare words that have a meaning; None: not known, all are let through."""
PIPED = re.compile(r"\$\{\s*([^}]*?)\s*\}")
ITEM = "item"
ANYWHERE = frozenset({".", "..", "*"})
SILENT = frozenset({QuestionKind.CONTACT, QuestionKind.NOTE})


def check_references(
    questionnaire: Questionnaire,
    source: SourceFile,
    places: Mapping[str, Place],
    *,
    broken: Collection[str],
    may_look_forward: bool = False,
) -> None:
    """Reports every reference at fault. broken: questions that are there but could not be read."""
    ModuleCheck(questionnaire, source, places, broken).check()
    checker = References(
        questionnaire, source, places, frozenset(broken), may_look_forward=may_look_forward
    )
    checker.check_cycles()
    index = 0
    for page in questionnaire.pages:
        standing = Standing(page.code, index, module=page.module)
        checker.rule(page.show_if, standing.under("show_if"))
        checker.piping(page.title, standing.under("title"))
        for each in outside_repeats(page.questions):
            code = each.question.code
            checker.question(each.question, Standing(code, index, module=page.module))
            index += 1


@dataclass(slots=True)
class References:
    questionnaire: Questionnaire
    source: SourceFile
    places: Mapping[str, Place]
    broken: frozenset[str]
    may_look_forward: bool = False
    known: dict[str, Question] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    rosters: dict[str, str] = field(default_factory=dict)
    repeats: dict[str, Question] = field(default_factory=dict)
    circles: tuple[Way, ...] = ()

    def __post_init__(self) -> None:
        for page in self.questionnaire.pages:
            for each in outside_repeats(page.questions):
                question = each.question
                self.order[question.code] = len(self.order)
                self.known[question.code] = question
                self.pages[question.code] = page
                if question.is_repeat:
                    self.note_repeat(question)
        self.circles = cycles(self.questionnaire)

    def note_repeat(self, repeat: Question) -> None:
        self.repeats[repeat.code] = repeat
        for each in outside_repeats(repeat.fields):
            self.rosters[each.question.code] = repeat.code
            if each.question.is_repeat:
                self.note_repeat(each.question)

    def check_cycles(self) -> None:
        for circle in self.circles:
            message = f"These questions wait for one another: {' -> '.join(circle)}."
            mend = "Calculate one of them without the next."
            self.source.problem(self.rule_of(circle).node, "cycle", message=message, mend=mend)

    def rule_of(self, circle: Way) -> Place:
        """The first rule in it; the first question where they wait without a rule of their own."""
        contexts = [key.lstrip("/").replace("//", ".").replace("/", ".") for key in circle]
        keys = [f"{context}#{key}" for context in contexts for key in RULES]
        return next(self.places[key] for key in (*keys, contexts[0]) if key in self.places)

    def at(self, standing: Standing, offset: int) -> Position:
        return self.places[standing.at].inside(offset)

    def question(self, question: Question, standing: Standing) -> None:
        calculated = question.code if question.kind is QuestionKind.CALCULATE else None
        standing = replace(standing, calculated=calculated)
        self.texts(question, replace(standing, roster=question) if question.is_repeat else standing)
        self.rules(question, standing)
        if question.is_repeat and question.kind is not QuestionKind.CONSTANT_SUM:
            self.inside(question, standing)

    def inside(self, repeat: Question, standing: Standing) -> None:
        """What was asked before in the repeats around is known by its bare code too."""
        before = set(standing.fields)
        for each in outside_repeats(repeat.fields):
            question = each.question
            context = f"{standing.context}.{question.code}"
            place = replace(
                standing, context=context, roster=repeat, fields=frozenset(before), calculated=None
            )
            self.question(question, place)
            before.add(question.code)

    def rules(self, question: Question, standing: Standing) -> None:
        attributes = frozenset(name for each in question.choices for name in each.attributes)
        standing = replace(standing, words=CHOICE_WORDS | attributes)
        for code in question.triggers:
            self.reference(code, standing.under("triggers"), 0)
        for key, name in RULES.items():
            rule: Rule | None = getattr(question, name)
            self.rule(rule, standing.under(key))

    def texts(self, question: Question, standing: Standing) -> None:
        for key, name in TEXTS.items():
            text: Text | None = getattr(question, name)
            self.piping(text, standing.under(key))

    def piping(self, text: Text | None, standing: Standing) -> None:
        written = text.in_language(text.source) if text else ""
        for found in PIPED.finditer(written):
            if found[1] != ITEM or not standing.roster:
                self.reference(found[1], standing, found.start())

    def rule(self, rule: Rule | None, standing: Standing) -> None:
        if rule is not None:
            words = standing.words if standing.key in CHOICE_RULES else standing.fields
            self.visit(rule.tree, standing, words)

    def visit(self, tree: Tree, standing: Standing, words: Words) -> None:
        match tree:
            case Reference(code, position):
                self.reference(code, standing, position)
            case Path():
                self.path(tree, standing, words)
            case Filtered(filtered, predicates):
                self.visit(filtered, standing, words)
                for each in predicates:
                    self.visit(each, standing, self.fields_of(filtered))
            case _:
                for each in children(tree):
                    self.visit(each, standing, words)

    def path(self, path: Path, standing: Standing, words: Words) -> None:
        if path.start is not None:
            self.visit(path.start, standing, words)
        inside = words if path.start is None else self.fields_of(path.start)
        first = path.steps[0] if path.steps else None
        is_checked = first is not None and inside is not None and not self.may_look_forward
        if is_checked and first and inside is not None and first.name not in inside | ANYWHERE:
            at = self.at(standing, first.position)
            if path.start is None:
                self.unknown_word(first.name, at, inside)
            else:
                self.unknown_field(first.name, at, inside)
        for step in path.steps:
            for each in step.predicates:
                self.visit(each, standing, None)

    def unknown_word(self, name: str, at: Position, words: frozenset[str]) -> None:
        message = f"{name} stands alone: it is neither a text nor an answer."
        mend = f"Write '{name}' for a code, ${{{name}}} for an answer."
        if words:
            mend = f"{mend} {nearest(name, words)}"
        self.source.problem(at, "unknown-word", message=message, mend=mend)

    def unknown_field(self, name: str, at: Position, fields: frozenset[str]) -> None:
        message = f"The roster has no field {name}." if fields else "This is no roster."
        mend = nearest(name, fields) if fields else "Write the code alone, without / or [ ]."
        self.source.problem(at, "unknown-field", message=message, mend=mend)

    def fields_of(self, tree: Tree) -> Words:
        if isinstance(tree, Filtered):
            return self.fields_of(tree.tree)
        known = {**self.repeats, **self.known}
        if not isinstance(tree, Reference) or tree.code not in known:
            return None
        question = known[tree.code]
        if any(each.startswith(f"{question.code}.") for each in self.broken):
            return None
        return frozenset(each.question.code for each in outside_repeats(question.fields))

    def reference(self, code: str, standing: Standing, position: int) -> None:
        modules, roster = self.questionnaire.modules, standing.roster
        at = self.at(standing, position)
        if code in standing.fields or code in self.broken or (modules and code == modules.drawn):
            return
        if self.may_look_forward:
            self.check_known(code, standing, at)
        elif roster and code in self.rosters and self.rosters[code] == roster.code:
            self.asked_later(code, at)
        elif code in self.known:
            self.known_reference(code, standing, at)
        elif not (roster and f"{roster.code}.{code}" in self.broken):
            self.unknown(code, standing, at)

    def check_known(self, code: str, standing: Standing, at: Position) -> None:
        """In a form from elsewhere a rule may read what is asked later, or in any repeat."""
        step = code.removeprefix(LAST_SAVED)
        names = {each.rpartition("/")[2] for each in (*self.known, *self.rosters)}
        if step not in names and step not in self.known and step not in self.rosters:
            self.unknown(code, standing, at)

    def unknown(self, code: str, standing: Standing, at: Position) -> None:
        mend = nearest(code, {*self.known, *standing.fields})
        if code in self.rosters:
            mend = f"It is a field of a roster: write ${{{self.rosters[code]}}}/{code}."
        elif code == ITEM:
            mend = "Only the texts of a roster and of its fields know ${item}."
        message = f"No question has the code {code}."
        self.source.problem(at, "unknown-question", message=message, mend=mend)

    def known_reference(self, code: str, standing: Standing, at: Position) -> None:
        other, kind = self.pages[code].module, self.known[code].kind
        if kind in SILENT:
            message = f"{code} holds no answer: a {kind} is kept apart or only read."
            mend = "Refer to another question."
            self.source.problem(at, "no-answer", message=message, mend=mend)
        elif other and standing.module and other != standing.module:
            message = f"{code} is in module {other}, this in module {standing.module}."
            mend = "Modules come in a drawn order: refer to a question outside them."
            self.source.problem(at, "other-module", message=message, mend=mend)
        elif self.is_late(code, standing) and not self.in_circle(code, standing):
            self.asked_later(code, at)

    def is_late(self, code: str, standing: Standing) -> bool:
        index = self.order[code]
        return index > standing.index or (index == standing.index and not standing.own)

    def in_circle(self, code: str, standing: Standing) -> bool:
        pair = {code, standing.calculated}
        return any(pair <= set(circle) for circle in self.circles)

    def asked_later(self, code: str, at: Position) -> None:
        message = f"{code} is not asked before."
        mend = "Refer to an earlier question, or move this one behind it."
        self.source.problem(at, "asked-later", message=message, mend=mend)
