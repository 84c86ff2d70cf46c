"""Questions of LimeSurvey as questions of the model, each with those that stand beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from app.formats.foreign.making import both, rule_of
from app.formats.foreign.refusal import NoEqualError
from app.formats.limesurvey.answering import KINDS, Answering
from app.formats.limesurvey.attributes import report_attributes
from app.formats.limesurvey.conditions import equation_of
from app.formats.limesurvey.equations import equation, joined_text
from app.formats.limesurvey.expressions import Expressions
from app.formats.limesurvey.survey import ALWAYS, Asked
from app.formats.limesurvey.tables import Tables
from app.formats.limesurvey.texts import Wording
from app.formats.limesurvey.variables import BOXES, ROWS, code_of
from app.formats.xlsform.faults import Place
from app.questionnaire.expression.tree import Tree
from app.questionnaire.model import Question, QuestionKind, Text

TABLES: Final = ROWS | BOXES | {":", ";", "1"}
LISTED: Final = frozenset({"L", "!", "O", "R", "F", "H"})
MULTIPLE: Final = frozenset({"M", "P"})
CHANGED: Final = {
    "I": "People change the language anywhere here; the question is kept out of sight.",
    "|": "One file is taken here, of the kinds and sizes that this site allows.",
}


@dataclass(frozen=True, slots=True)
class QuestionReader:
    """relevance: title to when a question is asked; questions found are added to it."""

    answering: Answering
    tables: Tables
    expressions: Expressions
    wording: Wording
    relevance: dict[str, Tree | None]
    by_id: Mapping[str, Asked]

    def questions(self, asked: Asked, of_group: Tree | None) -> list[Question]:
        """The question and what goes with it; nothing, with a note, of a type that is not known.

        of_group: when the group is asked, which its page says already.
        """
        shown_if = self.shown_if(asked)
        self.relevance[asked.title] = both(of_group, shown_if)
        self.report(asked)
        found = self.found(asked)
        if asked.is_on("hidden"):
            found = [unseen(each) for each in found if each.kind is not QuestionKind.NOTE]
        made = self.wording.taken()
        return [*made, *(with_relevance(each, shown_if) for each in found)]

    def found(self, asked: Asked) -> list[Question]:
        if asked.type in TABLES:
            return self.tables.table(asked)
        if asked.type in MULTIPLE:
            return self.answering.multiple(asked)
        if asked.type == "R":
            return self.answering.ranking(asked)
        if asked.type == "*":
            return self.calculated(asked)
        if asked.type in KINDS:
            return self.answering.alone(asked)
        self.note(asked, f"no type of question here is like {asked.type!r}; it is left out.")
        return []

    def shown_if(self, asked: Asked) -> Tree | None:
        source = self.source(asked)
        if source in ALWAYS:
            return None
        try:
            found = self.expressions.condition(source, own=asked.title)
            rule_of(found.truth)
        except NoEqualError as error:
            message = f"is always asked, for {source} has no equal. {error.message}"
            self.note(asked, message, error.mend)
            return None
        self.wording.remark(found, asked.position, f"The relevance of {asked.title}")
        return found.truth

    def source(self, asked: Asked) -> str:
        """The equation; where there is none, what the older conditions say."""
        if not asked.conditions or asked.relevance not in ALWAYS:
            return asked.relevance
        return equation_of(asked.conditions, self.by_id)

    def report(self, asked: Asked) -> None:
        report_attributes(asked, self.wording.faults)
        known = {"", "0", *(part.id for parts in asked.parts.values() for part in parts)}
        for key in sorted(asked.defaults.keys() - known):
            self.note(asked, f"the default {asked.defaults[key]!r} of {key} is not carried.")
        if asked.mandatory == "S":
            self.note(asked, "people are asked there whether they mean to leave it empty.")
        if asked.type in TABLES and asked.is_on("random_order"):
            self.note(asked, "its rows are in the order of the file, not drawn.")
        if asked.type in LISTED and not asked.choices():
            self.note(asked, "it has no choices, there and here.", "Add them.")
        if asked.type in CHANGED:
            self.note(asked, CHANGED[asked.type])

    def note(self, asked: Asked, message: str, mend: str = "Check the question here.") -> None:
        place = Place("", asked.position)
        text = f"{asked.title}: {message}"
        self.wording.faults.note(place, "not-carried", message=text, mend=mend)

    def calculated(self, asked: Asked) -> list[Question]:
        """The value, and unless it is hidden the note that shows it."""
        base = next(iter(asked.texts), "")
        source = equation(asked, base)
        code = code_of(asked.title)
        empty = Text(self.wording.languages.source, {self.wording.languages.source: ""})
        try:
            rule = rule_of(joined_text(source, self.expressions, asked))
        except NoEqualError as error:
            self.note(asked, f"stays empty, for {source} has no equal. {error.message}", error.mend)
            return [Question(code=code, kind=QuestionKind.HIDDEN, text=empty)]
        value = Question(code=code, kind=QuestionKind.CALCULATE, text=empty, calculate=rule)
        if asked.is_on("hidden"):
            return [value]
        text = self.wording.needed(asked.texts, asked.position, asked.title)
        return [value, Question(code=f"{code}_shown", kind=QuestionKind.NOTE, text=text)]


def with_relevance(question: Question, tree: Tree | None) -> Question:
    """Asked only when the rule holds, and its own where it has one."""
    if tree is None:
        return question
    own = None if question.show_if is None else question.show_if.tree
    return replace(question, show_if=rule_of(both(tree, own) or tree))


def unseen(question: Question) -> Question:
    """Known to rules, but never shown."""
    if question.kind is QuestionKind.GROUP:
        return replace(question, fields=tuple(map(unseen, question.fields)), is_grid=False)
    if question.kind is QuestionKind.CALCULATE:
        return question
    return Question(
        code=question.code,
        kind=QuestionKind.HIDDEN,
        text=question.text,
        show_if=question.show_if,
        default=question.default,
        default_rule=question.default_rule,
    )
