"""What a browser needs to show, hide and check at once: the rules of a step, and the answers that
they read. It only previews: the server decides, with the same rules and the same words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from markupsafe import Markup

from app.questionnaire.asked import Asked
from app.questionnaire.checks import Detail, Violation
from app.questionnaire.counting import MARKS, NUMBERS, WHOLE_NUMBERS
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.expression.sending import (
    runs_in_browser,
    sent,
    sent_known,
    words_of,
)
from app.questionnaire.expression.structure import places, split
from app.questionnaire.model import QuestionKind
from app.questionnaire.path import Step
from app.questionnaire.sheet import Sheet
from app.questionnaire.steps import resolved
from app.questionnaire.waiting import looking_ahead
from app.respond.doubts import doubt
from app.respond.forms import name_of
from app.respond.grouping import id_of
from app.respond.looks import look_of
from app.respond.messages import Fault, message
from app.web.data import data_attribute
from app.web.numbers import decimal_mark

GIVEN = "{given}"  # where the browser puts what was given
READ_AS = {
    "rows": "code",
    "scale": "code",
    "ticks": "codes",
    "text": "text",
    "textarea": "text",
    "number": "number",
    "consent": "mark",
}
Check: TypeAlias = tuple[object, ...]


@dataclass(frozen=True)  # no slots: what is worked out once is kept
class Previewed:
    """A step with the rules that a browser can decide."""

    sheet: Sheet
    found: Step

    @cached_property
    def rules(self) -> dict[str, dict[str, Rule]]:
        """Path to constraint, warning and show_if."""
        told = {each.path: dict(self.rules_at(each)) for each in self.found.asked}
        return {path: rules for path, rules in told.items() if rules}

    def rules_at(self, asked: Asked) -> Iterator[tuple[str, Rule]]:
        """show_if only where an answer beside it shows or hides the question."""
        question = asked.question
        rules = {"constraint": question.constraint, "warning": question.warning}
        if asked.path in self.brought_in:
            rules["show_if"] = question.show_if
        for name, rule in rules.items():
            if rule is not None and is_read(self.sheet, asked) and self.decides(rule):
                yield name, rule

    @cached_property
    def brought_in(self) -> frozenset[str]:
        """Codes of questions that an answer further down brings in."""
        page = self.sheet.outline.step_pages[self.found.code]
        return frozenset(spot.question.code for spot in looking_ahead(page))

    def decides(self, rule: Rule) -> bool:
        words = words_of([rule.tree])
        return words is not None and runs_in_browser(rule.tree) and not words & self.unknown

    @cached_property
    def unknown(self) -> frozenset[str]:
        """Codes of what a browser cannot know: contacts, what it cannot read off the page, and
        what is calculated from an answer of the page."""
        outline, sheet = self.sheet.outline, self.sheet
        here = {split(each.path)[1]: is_read(sheet, each) for each in self.found.asked}
        calculates = {
            code: each for code, each in outline.questions.items() if each.calculate is not None
        }
        behind = {
            code for code in calculates if resolved(frozenset({code}), calculates) & here.keys()
        }
        unread = {code for code, is_known in here.items() if not is_known}
        return outline.contacts | behind | unread

    @cached_property
    def places(self) -> frozenset[str]:
        """Codes of the questions and of the repeats that they lie in."""
        paths = [each.path for each in self.found.asked]
        repeats = (code for path in paths for code, _item in places(path))
        return frozenset([*(split(path)[1] for path in paths), *repeats])

    def sent(self) -> dict[str, object]:
        trees = [rule.tree for rules in self.rules.values() for rule in rules.values()]
        return {
            **sent_known(self.elsewhere(), trees, self.places),
            "mark": decimal_mark(self.sheet.setting.language),
            "questions": [
                self.question(each) for each in self.found.asked if is_read(self.sheet, each)
            ],
        }

    def elsewhere(self) -> AnswerScope:
        """Without the answers of this step: they stand on the page."""
        here = {each.path for each in self.found.asked}
        scope = self.sheet.scope
        return replace(
            scope,
            values={path: each for path, each in scope.values.items() if path not in here},
            structure=self.sheet.outline.structure,
        )

    def question(self, asked: Asked) -> dict[str, object]:
        name, rules = name_of(asked.path), self.rules.get(asked.path, {})
        told: dict[str, object] = {
            "path": asked.path,
            "name": name,
            "id": id_of(name),
            "kind": kind_of(self.sheet, asked),
            "checks": [*plain_checks(self.sheet, asked), *rule_checks(self.sheet, asked, rules)],
        }
        if asked.question.kind in MARKS:
            told["sign"] = MARKS[asked.question.kind]
        if "show_if" in rules:
            told["showIf"] = sent(rules["show_if"].tree)
        return told


def preview_data(sheet: Sheet, found: Step) -> Markup:
    """As the form of the page holds it; '' where the step has no rule to preview, as most."""
    previewed = Previewed(sheet, found)
    return data_attribute("rules", previewed.sent()) if previewed.rules else Markup("")


def is_read(sheet: Sheet, asked: Asked) -> bool:
    """Whether the browser can read the answer off the page. Never a contact."""
    is_place = asked.question.kind is QuestionKind.MUNICIPALITY
    return asked.is_answered and not is_place and look(sheet, asked) in READ_AS


def look(sheet: Sheet, asked: Asked) -> str:
    return look_of(asked, sheet.setting.places)


def kind_of(sheet: Sheet, asked: Asked) -> str:
    is_number = asked.question.kind in NUMBERS
    return "number" if is_number else READ_AS[look(sheet, asked)]


def rule_checks(sheet: Sheet, asked: Asked, rules: Mapping[str, Rule]) -> Iterator[Check]:
    if "constraint" in rules:
        tree = rules["constraint"].tree
        yield ("constraint", sentence(sheet, asked, "constraint"), sent(tree))
    if "warning" in rules:
        yield ("warning", doubt(sheet, asked), sent(rules["warning"].tree))


def plain_checks(sheet: Sheet, asked: Asked) -> Iterator[Check]:
    """In the order in which the server makes them: (code, sentence, what it needs …)."""
    if asked.is_required:
        yield ("required", sentence(sheet, asked, "required"))
    if asked.question.kind in NUMBERS:
        yield from number_checks(sheet, asked)
    elif asked.question.max_characters is not None:
        limit = asked.question.max_characters
        yield ("length", sentence(sheet, asked, "length", limit=limit, given=GIVEN), limit)
    elif asked.question.kind is QuestionKind.MULTIPLE:
        yield from count_checks(sheet, asked)


def number_checks(sheet: Sheet, asked: Asked) -> Iterator[Check]:
    is_whole = asked.question.kind in WHOLE_NUMBERS
    yield ("type", sentence(sheet, asked, "type"), is_whole)
    low, high = asked.question.minimum, asked.question.maximum
    bounds = {"minimum": low, "maximum": high}
    details = {name: each for name, each in bounds.items() if each is not None}
    if details:
        yield ("range", sentence(sheet, asked, "range", **details), low, high)


def count_checks(sheet: Sheet, asked: Asked) -> Iterator[Check]:
    alone = [each.code for each in asked.choices if each.is_exclusive]
    yield ("alone", sentence(sheet, asked, "count", reason="exclusive"), alone)
    least, most = asked.question.min_selected, asked.question.max_selected
    if least is not None:
        yield ("few", sentence(sheet, asked, "count", reason="few", minimum=least), least, alone)
    if most is not None:
        said = sentence(sheet, asked, "count", reason="many", maximum=most, given=GIVEN)
        yield ("many", said, most)


def sentence(sheet: Sheet, asked: Asked, code: str, **details: Detail) -> str:
    return message(Fault(Violation(asked.path, code, details), asked, sheet))
