"""Elements of SurveyJS as questions of the model."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from app.formats.foreign.making import call, rule_of
from app.formats.surveyjs.choosing import ChoiceReader
from app.formats.surveyjs.expressions import Expressions
from app.formats.surveyjs.kinds import CARRIED, INPUTS, KINDS, LOOKS, LOST
from app.formats.surveyjs.known import Names, elements_of
from app.formats.surveyjs.node import Node, written
from app.formats.surveyjs.rules import EMAIL, MOST_CHARACTERS, Check, RuleReader, with_checks
from app.formats.surveyjs.tables import TableReader
from app.formats.surveyjs.texts import DEFAULT, Wording
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.tree import Literal, Reference
from app.questionnaire.model import EVERY_LANGUAGE, Choice, Question, QuestionKind, Text, Value

NUMBERS: Final = frozenset(
    {QuestionKind.DECIMAL, QuestionKind.INTEGER, QuestionKind.RANGE, QuestionKind.RATING}
)
BOUNDED: Final = {QuestionKind.RANGE: (0.0, 100.0), QuestionKind.RATING: (1.0, 5.0)}
WHEN_MISSED: Final = "Nothing needs to be done, unless the survey rests on it."


@dataclass(frozen=True, slots=True)
class QuestionReader:
    wording: Wording
    rules: RuleReader
    choices: ChoiceReader
    names: Names

    def all(self, holder: Node, expressions: Expressions) -> Iterator[Question]:
        for element in elements_of(holder):
            yield from self.questions(element, expressions)

    def questions(self, node: Node, expressions: Expressions) -> list[Question]:
        """What an element asks, with what its texts need before it; of none known, nothing."""
        self.report(node)
        found = self.found(node, expressions)
        return [*self.wording.taken(), *found]

    def found(self, node: Node, expressions: Expressions) -> list[Question]:
        kind = node.text("type")
        if kind == "panel":
            return [self.panel(node, expressions)]
        if kind == "paneldynamic":
            return [self.repeat(node, expressions)]
        if kind in TableReader.KINDS:
            table = TableReader(self.wording, self.rules, self).table(node, expressions)
            return [self.hidden(table, node)]
        if kind == "expression":
            return self.calculated(node, expressions)
        if kind in KINDS:
            question = self.question(node, self.names.codes[node.path], expressions)
            main = self.hidden(question, node)
            return [main, *self.choices.beside(main, node, expressions)]
        if kind != "empty":
            self.rules.lost(node, "", f"No type of question here is like {kind!r}; it is left out.")
        return []

    def panel(self, node: Node, expressions: Expressions) -> Question:
        group = self.group(node, QuestionKind.GROUP, expressions)
        return self.hidden(replace(group, fields=tuple(self.all(node, expressions))), node)

    def group(self, node: Node, kind: QuestionKind, expressions: Expressions) -> Question:
        """Of several questions. What is said of all of their answers together is lost."""
        lost = {
            "requiredIf": "Whether one of its answers is needed is not decided here.",
            "defaultValue": "Its questions start empty here.",
            "validators": "Its answers are not checked together here.",
        }
        if node.text("type") in {"panel", "matrixdropdown"}:
            lost["isRequired"] = "That one of its answers is needed is not checked here."
        for key, message in lost.items():
            if node.values.get(key):
                self.rules.lost(node, key, f"{node.text('name')}: {message}", "Require a question.")
        found = Question(
            code=self.names.codes[node.path],
            kind=kind,
            text=self.wording.needed(node, "title", expressions),
            hint=self.wording.text(node, "description", expressions),
        )
        ruled = self.rules.ruled(found, node, expressions)
        return replace(ruled, is_required=False, required_if=None)

    def repeat(self, node: Node, expressions: Expressions) -> Question:
        inner = expressions.inside(expressions.fields_of(node.text("name")))
        fields = [
            each
            for element in node.nodes("templateElements")
            for each in self.questions(element, inner)
        ]
        return replace(
            self.group(node, QuestionKind.REPEAT, expressions),
            fields=tuple(fields),
            min_items=least_panels(node),
            max_items=node.whole("maxPanelCount") or None,
        )

    def calculated(self, node: Node, expressions: Expressions) -> list[Question]:
        """The value, and the note that shows it."""
        code = self.names.codes[node.path]
        rule = self.rules.value(node, "expression", expressions)
        empty = Text(self.wording.languages.source, {self.wording.languages.source: ""})
        title = self.wording.needed(node, "title", expressions, otherwise=node.text("name"))
        shown = {each: f"{text} ${{{code}}}" for each, text in title.texts.items()}
        visible = self.rules.rule(node, "visibleIf", expressions)
        kind = QuestionKind.HIDDEN if rule is None else QuestionKind.CALCULATE
        return [
            Question(code=code, kind=kind, text=empty, calculate=rule, show_if=visible),
            Question(
                code=f"{code}_shown",
                kind=QuestionKind.NOTE,
                text=Text(title.source, shown),
                show_if=visible,
            ),
        ]

    def question(self, node: Node, code: str, expressions: Expressions) -> Question:
        """Of one answer, or of several from choices; text: the title, else the name."""
        kind = self.kind(node)
        is_said = kind is QuestionKind.NOTE
        key = "html" if node.text("type") == "html" else "title"
        found = Question(
            code=code,
            kind=kind,
            text=self.wording.needed(
                node, key, expressions, otherwise="" if is_said else node.text("name")
            ),
            hint=self.wording.text(node, "description", expressions),
            is_long=node.text("type") == "comment",
            max_characters=self.longest(node, kind),
            media=self.picture(node),
        )
        found = self.rules.ruled(self.bounded(found, node), node, expressions)
        if found.has_choices:
            found = self.with_choices(found, node, expressions)
        found = self.rules.checked(self.typed(found, node), node, expressions)
        return self.with_value(found, node, expressions)

    def kind(self, node: Node) -> QuestionKind:
        kind = node.text("type")
        if kind == "text":
            return INPUTS.get(node.text("inputType"), QuestionKind.TEXT)
        if kind == "rating" and node.values.get("rateValues"):
            return QuestionKind.SCALE
        if kind == "imagepicker" and node.is_on("multiSelect"):
            return QuestionKind.MULTIPLE
        return KINDS[kind]

    def longest(self, node: Node, kind: QuestionKind) -> int | None:
        most = node.whole("maxLength")
        is_text = kind is QuestionKind.TEXT
        return min(most, MOST_CHARACTERS) if is_text and most and most > 0 else None

    def picture(self, node: Node) -> dict[str, dict[str, str]]:
        """A link that names no language is for all."""
        value = node.values.get("imageLink")
        links = value if isinstance(value, Mapping) else {DEFAULT: value}
        codes = {**self.wording.languages.codes, DEFAULT: EVERY_LANGUAGE}
        found = {codes[each]: written(links[each]) for each in links if each in codes}
        named = {language: link for language, link in found.items() if link}
        return {"image": named} if named else {}

    def typed(self, question: Question, node: Node) -> Question:
        """An address of mail is checked as one."""
        if node.text("inputType") != "email":
            return question
        return with_checks(
            question, [Check(call("regex", Reference(question.code), Literal(EMAIL)))]
        )

    def bounded(self, question: Question, node: Node) -> Question:
        if question.kind not in NUMBERS:
            return question
        low, high = node.number("min"), node.number("max")
        if question.kind is QuestionKind.RATING:
            low, high = node.number("rateMin"), node.number("rateMax")
            count = node.number("rateCount")
            high = high if high is not None or count is None else (low or 1.0) + count - 1
        usual = BOUNDED.get(question.kind, (None, None))
        step = node.number("rateStep" if question.kind is QuestionKind.RATING else "step")
        return replace(
            question,
            minimum=usual[0] if low is None else low,
            maximum=usual[1] if high is None else high,
            step=step,
        )

    def with_choices(self, question: Question, node: Node, expressions: Expressions) -> Question:
        kind = node.text("type")
        if kind == "boolean":
            return replace(question, choices=tuple(self.yes_and_no(node, expressions)))
        if kind == "rating":
            values = self.choices.choices(node, "rateValues", expressions)
            return replace(question, choices=values)
        return self.choices.chosen(question, node, expressions)

    def yes_and_no(self, node: Node, expressions: Expressions) -> Iterator[Choice]:
        for key, value, said in (("True", True, "Yes"), ("False", False, "No")):
            code = written(node.values.get(f"value{key}", value))
            text = self.wording.needed(node, f"label{key}", expressions, otherwise=said)
            yield Choice(code=code, text=text)

    def with_value(self, question: Question, node: Node, expressions: Expressions) -> Question:
        """With what it starts as, or what it becomes when other answers change."""
        found = replace(question, default=self.default(question, node))
        for key in ("setValueExpression", "defaultValueExpression"):
            rule = self.rules.value(node, key, expressions)
            if rule is None:
                continue
            if key == "setValueExpression" and node.text("setValueIf"):
                message = "The value is set under a condition there; here it is not set."
                self.rules.lost(node, key, message)
            elif rule.names:
                self.report_anew(node, key, rule)
                found = replace(found, calculate=rule, triggers=tuple(sorted(rule.names)))
            else:
                found = replace(found, default_rule=rule)
        return found

    def report_anew(self, node: Node, key: str, rule: Rule) -> None:
        """A default keeps what was typed over it there."""
        if key == "defaultValueExpression":
            message = f"What is typed over the default of {node.text('name')} is replaced when "
            message += f"{', '.join(sorted(rule.names))} changes."
            mend = "Nothing needs to be done, unless people correct it."
            faults = self.wording.faults
            faults.note(node.place(key), "carried-otherwise", message=message, mend=mend)

    def default(self, question: Question, node: Node) -> Value:
        value = node.values.get("defaultValue")
        if isinstance(value, list):
            codes = tuple(map(written, value))
            return codes if question.kind in {QuestionKind.MULTIPLE, QuestionKind.RANKING} else None
        if question.kind in NUMBERS:
            number = node.number("defaultValue")
            return int(number) if number is not None and number.is_integer() else number
        return written(value) or None

    def hidden(self, question: Question, node: Node) -> Question:
        """visible: false hides it for good, unless a rule or trigger shows it."""
        if not node.is_off("visible") or node.text("visibleIf"):
            return question
        if question.kind in {QuestionKind.GROUP, QuestionKind.REPEAT}:
            return replace(question, show_if=rule_of(call("false")))
        return Question(
            code=question.code,
            kind=QuestionKind.HIDDEN,
            text=question.text,
            default=question.default,
            default_rule=question.default_rule,
        )

    def report(self, node: Node) -> None:
        """One note for looks together, one for each key that decides something and is lost."""
        if any(item.text("imageLink") for item in node.nodes("choices")):
            message = f"{node.text('name')}: the pictures of its choices are not carried."
            self.rules.lost(node, "choices", message, "Say in words what they show.")
        faults = self.wording.faults
        looks = sorted(LOOKS & node.values.keys())
        if looks:
            message = f"{node.text('name')}: looks that are not carried: {', '.join(looks)}."
            faults.note(node.place(), "looks", message=message, mend=WHEN_MISSED)
        for key in sorted(node.values.keys() - CARRIED - LOOKS):
            why = LOST.get(key, "It has no equal here.")
            message = f"{node.text('name')}: {key} is not carried. {why}"
            faults.note(node.place(key), "not-carried", message=message, mend=WHEN_MISSED)
        if node.path in self.names.repeated:
            message = (
                f"Another question is called {node.text('name')!r} too, and shares its answer."
            )
            message += f" Here this one has an answer of its own, {self.names.codes[node.path]}."
            mend = "Remove one, or give it a name of its own."
            faults.note(node.place("name"), "repeated-name", message=message, mend=mend)


def least_panels(node: Node) -> int | None:
    """0: it begins with none; None: with one, as here where nothing is said."""
    least = node.whole("minPanelCount") or (1 if node.is_on("isRequired") else 0)
    return least or (None if node.whole("panelCount") else 0)
