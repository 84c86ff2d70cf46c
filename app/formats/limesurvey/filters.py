"""Which rows or choices of a question are there: own equations, and filters by another question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.formats.foreign.making import both, compared, either, joined, negated, rule_of
from app.formats.foreign.refusal import NoEqualError
from app.formats.limesurvey.expressions import Expressions
from app.formats.limesurvey.survey import ALWAYS, OTHER, Asked
from app.formats.limesurvey.texts import Wording
from app.formats.limesurvey.variables import Variable
from app.formats.xlsform.faults import Place
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.tree import Literal, Path, Step, Tree

CHOICE = Path(None, (Step("name"),))
"""The code of the choice that a filter is decided for."""


@dataclass(frozen=True, slots=True)
class Filters:
    expressions: Expressions
    wording: Wording

    def of(self, question: Asked, codes: Sequence[str]) -> Mapping[str, Tree]:
        """Code of each row or choice that is not always there, to when it is."""
        equations = {
            part.code: self.equation(question, part.code, part.relevance)
            for parts in question.parts.values()
            for part in parts
            if part.relevance not in ALWAYS
        }
        found = {code: both(equations.get(code), *self.by_others(question, code)) for code in codes}
        kept = {code: tree for code, tree in found.items() if tree is not None}
        self.expressions.rows.update({(question.title, code): tree for code, tree in kept.items()})
        return kept

    def equation(self, question: Asked, code: str, source: str) -> Tree | None:
        what = f"{question.title}_{code}"
        place = Place("", question.position)
        try:
            found = self.expressions.condition(source, own=question.title)
        except NoEqualError as error:
            message = f"{what} is always there: {source} has no equal. {error.message}"
            self.wording.faults.note(place, "not-carried", message=message, mend=error.mend)
            return None
        self.wording.remark(found, question.position, f"The relevance of {what}")
        return found.truth

    def by_others(self, question: Asked, code: str) -> Iterator[Tree]:
        for name, is_excluding in (("array_filter", False), ("array_filter_exclude", True)):
            titles = question.attribute(name).replace(",", ";").split(";")
            found = [self.chosen_in(each.strip(), code) for each in titles]
            chosen = [each for each in found if each is not None]
            yield from map(negated, chosen) if is_excluding else chosen

    def chosen_in(self, title: str, code: str) -> Tree | None:
        """Whether a row was answered; None where the other question has no such row."""
        variables = self.expressions.variables
        source = variables.questions.get(title)
        if source is None:
            return None
        if source.type in {"L", "!", "O"}:
            own = variables.of_question[title][0]
            known = {each.code for each in source.choices()}
            return compared("=", own.tree, Literal(code)) if code in known else None
        rows = [each for each in variables.of_question[title] if is_row(each, code)]
        return either(each.answered for each in rows) if rows else None


def is_row(variable: Variable, code: str) -> bool:
    if variable.is_comment and code != OTHER:
        return False
    return variable.row == code or variable.row.startswith(f"{code}_")


def choice_filter(filters: Mapping[str, Tree]) -> Rule | None:
    """One rule for all choices; those that have no filter are always there."""
    if not filters:
        return None
    return rule_of(
        joined(
            "and",
            [
                either([compared("!=", CHOICE, Literal(code)), tree])
                for code, tree in filters.items()
            ],
        )
    )
