"""The choices that a question offers for given answers, in their order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.questionnaire.dependence import CHOICE_RULES, rules_of, stands, words_in
from app.questionnaire.expression.drawing import in_drawn_order, seed_of
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.expression.tables import Table, TableRow
from app.questionnaire.model import Choice, Question, QuestionKind, Value
from app.questionnaire.narrowing import narrowed
from app.questionnaire.ordering import with_first
from app.questionnaire.outline import Outline
from app.questionnaire.places import place_choices
from app.questionnaire.setting import Setting
from app.questionnaire.tables import row_known

NAME = frozenset({"name"})


@dataclass(frozen=True, slots=True)
class Chooser:
    outline: Outline
    setting: Setting

    def choices_of(
        self, question: Question, scope: AnswerScope, path: str, given: Value = None
    ) -> tuple[Choice, ...]:
        """given: what stands at the path of the question."""
        if question.kind is QuestionKind.MUNICIPALITY:
            outside = () if question.outside is None else (question.outside,)
            return (*place_choices(self.setting.places), *outside)
        if not question.choices:
            return ()
        if any(map(stands, rules_of(question, CHOICE_RULES))):
            scope = scope.at(given, path)
        choices = self.outline.order(question, self.setting.seed)
        if question.choice_filter is not None:
            likely = narrowed(question.choice_filter, choices, scope)
            choices = tuple(meeting(question.choice_filter, likely, scope))
        if question.first_if is not None:
            met = meeting(question.first_if, choices, scope)
            choices = with_first(choices, frozenset(each.code for each in met))
        if question.shuffle_seed is not None:
            choices = shuffled(choices, seed_of(question.shuffle_seed.value(scope)))
        return choices

    def label(self, question: str, code: str) -> str:
        lists = (self.outline.choices[key] for key in self.outline.keys.get(question, ()))
        choice = next((each[code] for each in lists if code in each), None)
        return "" if choice is None else choice.text.in_language(self.setting.language)


def shuffled(choices: Sequence[Choice], seed: int) -> tuple[Choice, ...]:
    """As randomize() draws them; those that stay last do."""
    moving = [each for each in choices if not each.stays_last]
    last = [each for each in choices if each.stays_last]
    return (*in_drawn_order(moving, seed), *last)


def meeting(rule: Rule, choices: Iterable[Choice], scope: AnswerScope) -> Iterator[Choice]:
    """The choices for which a rule holds: `name` is the code of the choice, any other word one of
    its attributes."""
    if words_in(rule) <= NAME:
        yield from meeting_by_code(rule, choices, scope)
        return
    table = Table("", (), is_root=True)
    for place, each in enumerate(choices, start=1):
        row = TableRow(table, row_known(each), place)
        if rule.holds(scope.focused(row, place, 0)):
            yield each


def meeting_by_code(rule: Rule, choices: Iterable[Choice], scope: AnswerScope) -> Iterator[Choice]:
    names: dict[str, str] = {}
    standing = scope.with_names(names)
    for each in choices:
        names["name"] = each.code
        if rule.holds(standing):
            yield each
