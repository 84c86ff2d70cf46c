"""One forward pass over a questionnaire: what is asked and what counts, for given answers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from app.questionnaire.asked import OPEN, Asked, is_empty, item_path
from app.questionnaire.counting import counted, items_of, tidied
from app.questionnaire.drawing import drawn_module
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.former import Mark, Passed, former, mark_of
from app.questionnaire.model import Answers, Choice, Question, QuestionKind, Value
from app.questionnaire.ordering import with_first
from app.questionnaire.outline import Outline, OutlinePage, PageRole
from app.questionnaire.places import place_choices
from app.questionnaire.setting import Setting
from app.questionnaire.steps import Spot

YES = "yes"


@dataclass(slots=True)
class Filling:
    """The pass itself. Rules read `values` and `items` as far as the pass has come."""

    outline: Outline
    answers: Answers
    setting: Setting
    values: dict[str, Value] = field(default_factory=dict)
    items: dict[str, tuple[str, ...]] = field(default_factory=dict)
    item_choices: dict[tuple[str, str], Choice | None] = field(default_factory=dict)
    relevant: dict[str, bool] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)  # one before each spot, one at the end
    drawn: str | None = None
    is_drawn_shown: bool = False
    scope: AnswerScope = field(init=False)

    def __post_init__(self) -> None:
        setting = self.setting
        self.scope = AnswerScope(
            self.values,
            self.items,
            today=setting.today,
            now=datetime.combine(setting.today, time(), UTC),
            language=setting.language,
            seed=setting.seed,
            labels=self.label,
        )

    def run(self, before: Passed | None = None) -> None:
        """before: a pass over the same questionnaire in the same setting."""
        self.draw()
        is_usable = before is not None and before.drawn == self.drawn
        known = former(before, self.answers) if before is not None and is_usable else None
        for each, role in self.outline.route(self.drawn).pages:
            is_shown = self.is_page_shown(each, role)
            if role is PageRole.DRAWN:
                self.is_drawn_shown |= is_shown
            for spot in each.spots:
                self.marks.append(mark_of(self, is_page_shown=is_shown))
                if known is None:
                    self.take(spot, is_shown)
                elif not known.gives(spot, self):
                    self.take(spot, is_shown)
                    known.compare(spot, self)
        self.marks.append(mark_of(self, is_page_shown=False))

    def draw(self) -> None:
        modules = self.outline.questionnaire.modules
        if modules is None:
            return
        given, seed = self.answers.get(modules.drawn), self.setting.seed
        if given in modules.names:
            self.drawn = str(given)
        elif seed is not None:
            self.drawn = drawn_module(modules.names, modules.drawn, seed)
        else:
            self.drawn = modules.names[0]
        self.values[modules.drawn] = self.drawn

    def is_page_shown(self, each: OutlinePage, role: PageRole) -> bool:
        modules = self.outline.questionnaire.modules
        if role is PageRole.OFFER and not self.is_drawn_shown:
            return False
        if role is PageRole.OFFERED and modules and self.values.get(modules.offer) != YES:
            return False
        rule = each.page.show_if
        return rule is None or rule.holds(self.scope)

    def take(self, spot: Spot, is_page_shown: bool) -> None:  # noqa: FBT001 not a switch: a fact
        question = spot.question
        if question.kind is QuestionKind.ROSTER:
            self.take_run(spot, is_page_shown)
            return
        is_shown = is_page_shown and self.is_shown(question, self.scope)
        self.relevant[question.code] = is_shown
        if question.kind is QuestionKind.CALCULATE:
            self.calculate(question, question.code, self.scope if is_shown else None)
            return
        if is_shown:
            self.ask(
                Asked(
                    path=question.code,
                    question=question,
                    item=None,
                    item_choice=None,
                    roster=None,
                    choices=self.choices_of(question, self.scope),
                    step=spot.step,
                    is_required=question.is_required,
                )
            )
        elif self.outline.opens(question.code):
            self.relevant[question.code + OPEN] = False

    def take_run(self, spot: Spot, is_page_shown: bool) -> None:  # noqa: FBT001
        roster = spot.question
        if roster.code not in self.items:
            is_shown = is_page_shown and self.is_shown(roster, self.scope)
            self.relevant[roster.code] = is_shown
            self.items[roster.code] = self.find_items(roster) if is_shown else ()
        for item in self.items[roster.code]:
            scope = self.scope.inside(roster.code, item)
            for each in spot.fields:
                self.take_field(spot, each, item, scope)

    def take_field(self, spot: Spot, each: Question, item: str, scope: AnswerScope) -> None:
        roster = spot.question
        path = item_path(roster.code, item, each.code)
        is_shown = self.is_shown(each, scope)
        self.relevant[path] = is_shown
        if each.kind is QuestionKind.CALCULATE:
            self.calculate(each, path, scope if is_shown else None)
        elif is_shown:
            self.ask(
                Asked(
                    path=path,
                    question=each,
                    item=item,
                    item_choice=self.item_choices[roster.code, item],
                    roster=roster,
                    choices=self.choices_of(each, scope),
                    step=spot.step,
                    is_required=each.is_required,
                )
            )

    def is_shown(self, question: Question, scope: AnswerScope) -> bool:
        if question.option is not None and question.option not in self.setting.options:
            return False
        return question.show_if is None or question.show_if.holds(scope)

    def calculate(self, question: Question, path: str, scope: AnswerScope | None) -> None:
        """Where it is not relevant a calculated answer is empty: it does not count at all."""
        if scope is None or question.calculate is None:
            return
        value = tidied(question.calculate.value(scope))
        if not is_empty(value) or value is False:
            self.values[path] = value

    def ask(self, asked: Asked) -> None:
        self.asked.append(asked)
        path = asked.path
        given = self.answers.get(path)
        if not is_empty(given):
            value = counted(asked.question, given, asked.choices)
            if not is_empty(value):
                self.values[path] = value
        if asked.roster is None and self.outline.opens(path):
            self.ask_open(path, asked.choices)

    def ask_open(self, path: str, choices: tuple[Choice, ...]) -> None:
        """The text of an open choice counts while the choice is chosen."""
        value = self.values.get(path)
        chosen = value if isinstance(value, tuple) else (value,)
        is_chosen = any(choice.is_open and choice.code in chosen for choice in choices)
        self.relevant[path + OPEN] = is_chosen
        given = self.answers.get(path + OPEN)
        if is_chosen and not is_empty(given):
            self.values[path + OPEN] = given

    def choices_of(self, question: Question, scope: AnswerScope) -> tuple[Choice, ...]:
        if question.kind is QuestionKind.MUNICIPALITY:
            outside = () if question.outside is None else (question.outside,)
            return (*place_choices(self.setting.places), *outside)
        if not question.choices:
            return ()
        choices = self.outline.order(question, self.setting.seed)
        if question.choice_filter is not None:
            choices = tuple(meeting(question.choice_filter, choices, scope))
        if question.first_if is not None:
            met = meeting(question.first_if, choices, scope)
            choices = with_first(choices, frozenset(each.code for each in met))
        return choices

    def find_items(self, roster: Question) -> tuple[str, ...]:
        codes = items_of(roster.over.value(self.scope) if roster.over else "", roster.max_items)
        sources = [self.outline.choices[key] for key in self.outline.item_sources[roster.code]]
        found = []
        for code in codes:
            choice = next((each[code] for each in sources if code in each), None)
            if choice is None or not (choice.is_exclusive or choice.is_missing):
                self.item_choices[roster.code, code] = choice
                found.append(code)
        return tuple(found[: roster.max_items])

    def label(self, question: str, code: str) -> str:
        choice = self.outline.choices_at(question).get(code)
        return "" if choice is None else choice.text.in_language(self.setting.language)


def meeting(rule: Rule, choices: Iterable[Choice], scope: AnswerScope) -> Iterator[Choice]:
    """The choices for which a rule holds, where `name` is the code of the choice."""
    names: dict[str, str] = {}
    standing = scope.with_names(names)
    for each in choices:
        names["name"] = each.code
        if rule.holds(standing):
            yield each


def dropped(answers: Answers, values: Mapping[str, Value], outline: Outline) -> Iterator[str]:
    """Paths of answers that were given and do not count, or not whole, any more."""
    for path, given in answers.items():
        if not is_empty(given) and values.get(path) != given and outline.knows(path):
            yield path
