"""Choices of SurveyJS, with those that it adds: other, none, refused, I don't know."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from app.formats.foreign.making import both, compared, either, joined, negated, rule_of
from app.formats.surveyjs.expressions import CHOICE, Expressions
from app.formats.surveyjs.known import SEVERAL, Names
from app.formats.surveyjs.node import Node
from app.formats.surveyjs.rules import RuleReader
from app.formats.surveyjs.texts import Wording
from app.questionnaire.expression.tree import Call, Literal, Reference, Tree
from app.questionnaire.model import Choice, Question, QuestionKind, Text

ADDED: Final = (
    ("hasOther", "showOtherItem", "other", "otherText"),
    ("hasNone", "showNoneItem", "none", "noneText"),
    ("hasRefused", "showRefuseItem", "refused", "refuseText"),
    ("hasDontKnow", "showDontKnowItem", "dontknow", "dontKnowText"),
)
"""Switch in older and newer versions, code, and the key of its text."""
SAID: Final = {
    "other": "Other (describe)",
    "none": "None",
    "refused": "Refuse to answer",
    "dontknow": "Don't know",
}
MISSING: Final = frozenset({"refused", "dontknow"})


@dataclass(frozen=True, slots=True)
class ChoiceReader:
    """elements: those that have choices, by small name, for choices taken from another."""

    wording: Wording
    rules: RuleReader
    names: Names
    elements: Mapping[str, Node]

    def chosen(self, question: Question, node: Node, expressions: Expressions) -> Question:
        """With its choices and what decides which are there."""
        choices = self.choices(node, "choices", expressions)
        filters = list(self.filters(node, expressions))
        source = self.elements.get(node.text("choicesFromQuestion").lower())
        if source is not None:
            choices = (*self.choices(source, "choices", expressions), *choices)
            filters += self.as_in(source, node.text("choicesFromQuestionMode"))
        if node.inner("choicesByUrl") is not None:
            message = "The choices are taken from an address, which is not done here."
            mend = "Write them in the survey, or in a list of the questionnaire."
            self.rules.lost(node, "choicesByUrl", message, mend)
        order = node.text("choicesOrder")
        if order in {"asc", "desc"}:
            source_language = self.wording.languages.source
            choices = tuple(
                sorted(
                    choices,
                    key=lambda each: each.text.in_language(source_language).casefold(),
                    reverse=order == "desc",
                )
            )
        choices = (*choices, *self.added(node, expressions))
        tree = both(*filters)
        return replace(
            question,
            choices=choices,
            choice_filter=None if tree is None else rule_of(kept_for(choices, tree)),
            is_shuffled=order == "random",
            min_selected=node.whole("minSelectedChoices") or None,
            max_selected=node.whole("maxSelectedChoices") or None,
        )

    def choices(self, node: Node, key: str, expressions: Expressions) -> tuple[Choice, ...]:
        found: dict[str, Choice] = {}
        for each in node.nodes(key):
            code = each.text("value")
            if not code:
                continue
            if code in found:
                self.rules.lost(each, "", f"The choice {code!r} stands twice; the first is kept.")
                continue
            found[code] = Choice(code=code, text=self.text(each, expressions))
        return tuple(found.values())

    def text(self, item: Node, expressions: Expressions) -> Text:
        return self.wording.needed(item, "text", expressions, otherwise=item.text("value"))

    def added(self, node: Node, expressions: Expressions) -> Iterator[Choice]:
        for older, newer, code, key in ADDED:
            if node.is_on(older) or node.is_on(newer):
                yield Choice(
                    code=code,
                    text=self.wording.needed(node, key, expressions, otherwise=SAID[code]),
                    is_exclusive=code != "other",
                    is_missing=code in MISSING,
                )

    def filters(self, node: Node, around: Expressions) -> Iterator[Tree]:
        expressions = around.of_choices()
        for key in ("choicesVisibleIf", "choicesEnableIf"):
            tree = self.rules.tree(node, key, expressions)
            if tree is not None:
                yield tree
        for each in node.nodes("choices"):
            for key in ("visibleIf", "enableIf"):
                tree = self.rules.tree(each, key, expressions)
                if tree is not None:
                    code = Literal(each.text("value"))
                    yield either([compared("!=", CHOICE, code), tree])

    def as_in(self, source: Node, mode: str) -> list[Tree]:
        """Those chosen there, or not chosen; all where nothing is said."""
        answer = Reference(self.names.codes[source.path])
        chosen: Tree = compared("=", answer, CHOICE)
        if source.text("type") in SEVERAL or source.is_on("multiSelect"):
            chosen = Call("selected", (answer, CHOICE))
        if mode == "selected":
            return [chosen]
        return [negated(chosen)] if mode == "unselected" else []

    def beside(self, question: Question, node: Node, expressions: Expressions) -> list[Question]:
        """The text that goes with another answer, or with a comment."""
        has_other = node.is_on("hasOther") or node.is_on("showOtherItem")
        has_comment = node.is_on("hasComment") or node.is_on("showCommentArea")
        if has_other and question.has_choices:
            text = self.wording.needed(node, "otherText", expressions, otherwise=SAID["other"])
            shown = Call("selected", (Reference(question.code), Literal("other")))
            code = f"{question.code}_other"
            found = Question(
                code=code,
                kind=QuestionKind.TEXT,
                text=text,
                is_required=True,
                show_if=rule_of(shown),
            )
            return [found]
        if not has_comment:
            return []
        key = "commentText"
        text = self.wording.needed(node, key, expressions, otherwise="Comment")
        return [
            Question(
                code=f"{question.code}_comment",
                kind=QuestionKind.TEXT,
                text=text,
                is_long=True,
                show_if=question.show_if,
            )
        ]


def kept_for(choices: tuple[Choice, ...], tree: Tree) -> Tree:
    """The filter, which those choices that SurveyJS adds always pass."""
    added = [each.code for each in choices if each.code in SAID]
    always = [compared("=", CHOICE, Literal(code)) for code in added]
    return joined("or", (*always, tree)) if always else tree
