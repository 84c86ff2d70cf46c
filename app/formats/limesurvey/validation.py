"""What LimeSurvey checks about an answer, or about all answers of a question together."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.formats.foreign.making import both, call, compared, either, is_empty, rule_of
from app.formats.foreign.needing import with_need
from app.formats.foreign.patterns import searches
from app.formats.foreign.refusal import NoEqualError
from app.formats.limesurvey.expressions import Expressions
from app.formats.limesurvey.strictness import is_false_without
from app.formats.limesurvey.survey import Asked
from app.formats.limesurvey.texts import Wording
from app.formats.xlsform.faults import Place
from app.questionnaire.expression.tree import Literal, Number, Reference, Tree, walk
from app.questionnaire.model import Question, QuestionKind, Text

LITERAL: Final = re.compile(r"\s*(-?[0-9]+(?:\.[0-9]+)?)\s*")
SUMS: Final = {"equals_num_value": "==", "min_num_value": ">=", "max_num_value": "<="}
COUNTS: Final = {"min_answers": ">=", "max_answers": "<="}
DAYS: Final = {"date_min": ">=", "date_max": "<="}
BOUNDS: Final = {"min_num_value_n": ">=", "max_num_value_n": "<="}
MULTIPLES: Final = frozenset({"M", "P", "R"})
ADDED_UP: Final = frozenset({"K", ":"})
NUMBERS: Final = frozenset({QuestionKind.INTEGER, QuestionKind.DECIMAL, QuestionKind.RANGE})
MOMENTS: Final = frozenset({QuestionKind.DATE, QuestionKind.DATE_TIME, QuestionKind.TIME})


@dataclass(frozen=True, slots=True)
class Check:
    """tree: what must hold. is_of_nothing: also where nothing is answered."""

    tree: Tree
    is_of_nothing: bool = False


@dataclass(frozen=True, slots=True)
class Validation:
    expressions: Expressions
    wording: Wording

    def whole(self, asked: Asked, behind: frozenset[str] = frozenset()) -> list[Check]:
        """Of all answers of a question together.

        behind: codes of what is asked only once the question has passed: no check can wait for it.
        """
        checks = [self.equation(asked, "em_validation_q", is_of_nothing=True)]
        if asked.type in ADDED_UP:
            checks += [self.summed(asked, name, sign) for name, sign in SUMS.items()]
        for name, sign in COUNTS.items():
            if asked.type not in MULTIPLES or not LITERAL.fullmatch(asked.attribute(name)):
                checks.append(self.counted(asked, name, sign))
        found = [each for each in checks if each is not None]
        timely = [each for each in found if behind.isdisjoint(names_in(each.tree))]
        if len(timely) < len(found):
            message = f"{asked.title}: a check of texts that are asked after it is not made."
            mend = "Check them where they are asked: with a rule of the last one."
            place = Place("", asked.position)
            self.wording.faults.note(place, "not-carried", message=message, mend=mend)
        return timely

    def of_field(self, asked: Asked, question: Question, part: str = "") -> Question:
        """A question, or one row, with what is checked of it alone."""
        found = self.bounded(asked, question)
        checks = [self.equation(asked, "em_validation_sq", part=part)]
        checks.append(self.patterned(asked, question.code))
        if question.kind in MOMENTS:
            checks += [self.dated(asked, question.code, name, sign) for name, sign in DAYS.items()]
        trees = [each.tree for each in checks if each is not None]
        trees += digits(asked, question)
        for each in trees:
            if is_false_without(each, question.code):
                self.note_empty(asked, question.code)
        text = self.tip(asked, "em_validation_sq_tip", part)
        return with_constraint(found, both(*trees), text)

    def note_empty(self, asked: Asked, code: str) -> None:
        message = (
            f"{code}: a check that fails for no answer is not made there, so it may stay empty."
        )
        mend = "Make the question required if it must be answered."
        self.wording.faults.note(
            Place("", asked.position), "carried-otherwise", message=message, mend=mend
        )

    def tip(self, asked: Asked, name: str, part: str = "") -> Text | None:
        texts = asked.attributes.get(name, {})
        languages = self.wording.languages.codes
        spread = {each: texts.get(each) or texts.get("", "") for each in languages if each}
        return self.wording.text(spread, asked.position, asked.title, part)

    def equation(
        self, asked: Asked, name: str, *, part: str = "", is_of_nothing: bool = False
    ) -> Check | None:
        source = asked.attribute(name).strip()
        if not source:
            return None
        return self.checked(asked, name, source, part=part, is_of_nothing=is_of_nothing)

    def checked(
        self,
        asked: Asked,
        name: str,
        source: str,
        *,
        part: str = "",
        is_of_nothing: bool = False,
    ) -> Check | None:
        try:
            found = self.expressions.condition(source, own=asked.title, part=part)
            rule_of(found.truth)
        except NoEqualError as error:
            self.lost(asked, name, source, error)
            return None
        self.wording.remark(found, asked.position, f"{asked.title}: {name}")
        return Check(found.truth, is_of_nothing)

    def lost(self, asked: Asked, name: str, source: str, error: NoEqualError) -> None:
        message = f"{asked.title}: {name} is not checked: {source} has no equal. {error.message}"
        place = Place("", asked.position)
        self.wording.faults.note(place, "not-carried", message=message, mend=error.mend)

    def summed(self, asked: Asked, name: str, sign: str) -> Check | None:
        """The sum of all boxes, unless none is filled in."""
        source = asked.attribute(name).strip()
        if not source:
            return None
        return self.checked(asked, name, f"count(self) == 0 or sum(self) {sign} ({source})")

    def counted(self, asked: Asked, name: str, sign: str) -> Check | None:
        source = asked.attribute(name).strip()
        if not source:
            return None
        equation = f"is_empty({source}) or count(self.nocomments) {sign} ({source})"
        return self.checked(asked, name, equation, is_of_nothing=name == "min_answers")

    def patterned(self, asked: Asked, code: str) -> Check | None:
        if not asked.pattern:
            return None
        try:
            tree = searches(Reference(code), asked.pattern)
            rule_of(tree)
        except NoEqualError as error:
            self.lost(asked, "preg", asked.pattern, error)
            return None
        return Check(tree)

    def dated(self, asked: Asked, code: str, name: str, sign: str) -> Check | None:
        source = asked.attribute(name).strip()
        if not source:
            return None
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", source):
            source = f'"{source}"'
        try:
            bound = self.expressions.value(source, own=asked.title).value
            tree = compared(sign, Reference(code), call("date", bound))
            if not isinstance(bound, Literal):
                tree = either([is_empty(bound), tree])
            rule_of(tree)
        except NoEqualError as error:
            self.lost(asked, name, source, error)
            return None
        return Check(tree)

    def bounded(self, asked: Asked, question: Question) -> Question:
        """Least and most of one number; where they depend on answers, as a rule."""
        if question.kind not in NUMBERS:
            return question
        rules: list[Tree] = []
        found = question
        for name, sign in BOUNDS.items():
            source = asked.attribute(name).strip()
            literal = LITERAL.fullmatch(source)
            if literal and sign == ">=":
                found = replace(found, minimum=float(literal[1]))
            elif literal:
                found = replace(found, maximum=float(literal[1]))
            elif source:
                rules += self.bound(asked, question.code, name, sign)
        return with_constraint(found, both(*rules), None)

    def bound(self, asked: Asked, code: str, name: str, sign: str) -> Iterator[Tree]:
        source = asked.attribute(name).strip()
        try:
            value = self.expressions.value(source, own=asked.title).value
            rule_of(value)
        except NoEqualError as error:
            self.lost(asked, name, source, error)
            return
        yield either([is_empty(value), compared(sign, Reference(code), value)])


def digits(asked: Asked, question: Question) -> Iterator[Tree]:
    """How long a number may be as it is written; of texts the model knows it itself."""
    longest = asked.attribute("maximum_chars")
    if question.kind in NUMBERS and longest.isdigit() and int(longest):
        length = call("string-length", Reference(question.code))
        yield compared("<=", length, Number(float(longest)))


def with_constraint(question: Question, tree: Tree | None, text: Text | None) -> Question:
    """With one more thing that must hold where the question is answered."""
    if tree is None:
        return question
    own = None if question.constraint is None else question.constraint.tree
    rule = rule_of(both(own, tree) or tree)
    return replace(question, constraint=rule, constraint_text=text or question.constraint_text)


def names_in(tree: Tree) -> Iterator[str]:
    return (each.code for each in walk(tree) if isinstance(each, Reference))


def tree_of(checks: list[Check]) -> Tree | None:
    """All of them as one."""
    return both(*(each.tree for each in checks))


def with_whole(
    question: Question, checks: list[Check], codes: Collection[str], text: Text | None
) -> Question:
    """A question, or the last row of one, with what must hold for all of its answers.

    codes: of what has no answer where the question has none.
    """
    found = with_constraint(question, tree_of(checks), text)
    wanted = both(*(each.tree for each in checks if each.is_of_nothing))
    return found if wanted is None else with_need(found, wanted, codes, text)
