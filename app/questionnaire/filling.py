"""One pass over a questionnaire: what is asked and what counts, for given answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from typing import TypeAlias

from app.questionnaire.asked import OPEN, Asked, is_empty, item_path, key_of
from app.questionnaire.choosing_from import Chooser
from app.questionnaire.counting import counted
from app.questionnaire.dependence import stands
from app.questionnaire.drawing import drawn_module
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.first_values import First
from app.questionnaire.former import Mark, Passed, former, mark_of
from app.questionnaire.model import Answers, Choice, Question, QuestionKind, Value
from app.questionnaire.outline import Outline
from app.questionnaire.repeating import Repeating
from app.questionnaire.route import PageRole, Stretch
from app.questionnaire.setting import Setting
from app.questionnaire.steps import Spot

Place: TypeAlias = tuple[str, str]
"""The path of a repeat and one of its items."""
YES = "yes"
UNSEEN = frozenset({QuestionKind.CALCULATE, QuestionKind.HIDDEN})


@dataclass(slots=True)
class Filling:
    """The pass itself. Rules read `values` and `items` as far as the pass has come.

    items: path of a repeat, R or R[1]/S, to its items. read_only: the groups and repeats in which
    nothing may be written.
    """

    outline: Outline
    answers: Answers
    setting: Setting
    values: dict[str, Value] = field(default_factory=dict)
    items: dict[str, tuple[str, ...]] = field(default_factory=dict)
    item_choices: dict[tuple[str, str], Choice | None] = field(default_factory=dict)
    relevant: dict[str, bool] = field(default_factory=dict)
    read_only: dict[str, bool] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)  # one before each spot, one at the end
    drawn: str | None = None
    is_drawn_shown: bool = False
    pages_shown: dict[str, bool] = field(default_factory=dict)
    scope: AnswerScope = field(init=False)
    first: First = field(init=False)
    choosing: Chooser = field(init=False)
    repeating: Repeating = field(init=False)

    def __post_init__(self) -> None:
        setting, outline = self.setting, self.outline
        self.choosing = Chooser(outline, setting)
        self.scope = AnswerScope(
            self.values,
            self.items,
            today=setting.today,
            now=datetime.combine(setting.today, time(), UTC),
            language=setting.language,
            seed=setting.seed,
            labels=self.choosing.label,
            tables=outline.tables_in(setting.language),
            structure=outline.structure,
        )
        self.first = First(outline, self.answers, setting, self.scope)
        self.repeating = Repeating(outline, self.answers, self.choosing)

    def run(self, before: Passed | None = None) -> None:
        """before: a pass over the same questionnaire in the same setting."""
        self.draw()
        is_usable = before is not None and before.drawn == self.drawn
        known = former(before, self.answers) if before is not None and is_usable else None
        route = self.outline.route(self.drawn)
        for stretch in route.stretches:
            is_shown = self.is_page_shown(stretch)
            for spot in stretch.spots:
                self.marks.append(mark_of(self, is_page_shown=is_shown))
                if known is None:
                    self.take(spot, is_shown)
                elif not known.gives(spot, self):
                    self.take(spot, is_shown)
                    known.compare(spot, self)
        self.marks.append(mark_of(self, is_page_shown=False))

    def in_asking_order(self) -> tuple[Asked, ...]:
        route = self.outline.route(self.drawn)
        if route.is_in_order:
            return tuple(self.asked)
        asked = {each.path: each for each in self.asked}
        spots = (spot for page, _role in route.pages for spot in page.spots)
        paths = (path for spot in spots for path in self.repeating.paths_of(spot, self.items))
        return tuple(asked[path] for path in paths if path in asked)

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

    def is_page_shown(self, stretch: Stretch) -> bool:
        code = stretch.page.page.code
        if code not in self.pages_shown:
            self.pages_shown[code] = self.decide_page(stretch)
        return self.pages_shown[code]

    def decide_page(self, stretch: Stretch) -> bool:
        modules, role = self.outline.questionnaire.modules, stretch.role
        if role is PageRole.OFFER and not self.is_drawn_shown:
            return False
        if role is PageRole.OFFERED and modules and self.values.get(modules.offer) != YES:
            return False
        rule = stretch.page.page.show_if
        is_shown = rule is None or rule.holds(self.scope)
        if role is PageRole.DRAWN:
            self.is_drawn_shown |= is_shown
        return is_shown

    def take(self, spot: Spot, is_page_shown: bool) -> None:  # noqa: FBT001 not a switch: a fact
        question = spot.question
        if spot.is_repeat:
            self.take_run(spot, is_page_shown)
            return
        path = question.code
        is_around = is_page_shown and (spot.is_plain or self.is_group_shown(spot, path))
        is_shown = is_around and self.is_shown(spot, question, path, self.scope)
        self.relevant[path] = is_shown
        if is_shown and spot.is_plain:
            self.ask(self.asked_of(spot, question, self.scope, None), self.answers.get(path))
        elif is_shown:
            self.answer(spot, question, self.scope)
        elif self.outline.opens(path):
            self.relevant[path + OPEN] = False

    def take_run(self, spot: Spot, is_page_shown: bool) -> None:  # noqa: FBT001
        path = spot.question.code
        if path not in self.items:
            is_around = is_page_shown and self.is_group_shown(spot, path)
            self.decide_items(spot, spot.question, path, self.scope if is_around else None)
        for item in self.items[path]:
            self.take_inside(spot, path, item, self.scope.inside(path, item))

    def is_group_shown(self, spot: Spot, path: str) -> bool:
        """Of the group that the question of a path lies in, within the same repeat."""
        group = spot.groups.get(key_of(path)) if spot.groups else None
        start = path[: path.rfind("]/") + 2] if "]/" in path else ""
        return group is None or self.relevant.get(start + group, False)

    def take_inside(self, spot: Spot, path: str, item: str, scope: AnswerScope) -> None:
        """The fields for one item, or for each item of the repeat next inside it."""
        depth = path.count("]/")
        if depth == len(spot.inner):
            for each in spot.fields:
                self.take_field(spot, each, (path, item), scope)
            return
        repeat = spot.inner[depth]
        inside = item_path(path, item, repeat.code)
        if inside not in self.items:
            is_around = self.is_group_shown(spot, inside)
            self.decide_items(spot, repeat, inside, scope if is_around else None)
        for inner_item in self.items[inside]:
            self.take_inside(spot, inside, inner_item, scope.inside(repeat.code, inner_item))

    def decide_items(
        self, spot: Spot, repeat: Question, path: str, scope: AnswerScope | None
    ) -> None:
        """scope: None where what lies around the repeat is not relevant."""
        found: dict[str, Choice | None] = {}
        is_shown = scope is not None and self.is_shown(spot, repeat, path, scope)
        if is_shown and scope is not None:
            found = self.repeating.items_of(repeat, path, scope)
        if is_shown and scope is not None and not spot.is_plain:
            self.note_read_only(repeat, path, scope)
        self.relevant[path] = is_shown
        self.items[path] = tuple(found)
        for item, choice in found.items():
            self.item_choices[path, item] = choice

    def take_field(self, spot: Spot, each: Question, place: Place, scope: AnswerScope) -> None:
        path = item_path(*place, each.code)
        is_around = spot.is_plain or self.is_group_shown(spot, path)
        is_shown = is_around and self.is_shown(spot, each, path, scope)
        self.relevant[path] = is_shown
        if is_shown:
            self.answer(spot, each, scope, place)

    def is_shown(self, spot: Spot, question: Question, path: str, scope: AnswerScope) -> bool:
        if question.option is not None and question.option not in self.setting.options:
            return False
        rule = question.show_if
        return rule is None or rule.holds(scope if spot.is_plain else self.at(rule, path, scope))

    def at(self, rule: Rule, path: str, scope: AnswerScope) -> AnswerScope:
        """Standing at the question where that matters to the rule."""
        return scope.at(self.answers.get(path), path) if stands(rule) else scope

    def answer(
        self, spot: Spot, question: Question, scope: AnswerScope, place: Place | None = None
    ) -> None:
        """What counts of a relevant question, and that it is asked unless nobody sees it."""
        path = question.code if place is None else item_path(*place, question.code)
        if spot.is_plain:
            self.ask(self.asked_of(spot, question, scope, place), self.answers.get(path))
            return
        if question.kind is QuestionKind.GROUP:
            self.note_read_only(question, path, scope)
            return
        value = self.first.value(question, path, scope)
        if question.kind in UNSEEN:
            if not is_empty(value) or value is False:
                self.values[path] = value
            return
        asked = self.asked_of(spot, question, scope, place)
        is_required = self.is_needed(question, path, scope)
        is_read_only = self.is_only_read(question, path, scope)
        self.ask(replace(asked, is_required=is_required, is_read_only=is_read_only), value)

    def asked_of(
        self, spot: Spot, question: Question, scope: AnswerScope, place: Place | None
    ) -> Asked:
        path = question.code if place is None else item_path(*place, question.code)
        choices = self.choosing.choices_of(question, scope, path, self.answers.get(path))
        required = question.is_required
        if place is None:
            return Asked(question.code, question, None, None, None, choices, spot.step, required)
        return Asked(
            path=path,
            question=question,
            item=place[1],
            item_choice=self.item_choices[place],
            roster=spot.inner[-1] if spot.inner else spot.question,
            choices=choices,
            step=spot.step,
            is_required=required,
            inside=place[0],
        )

    def is_needed(self, question: Question, path: str, scope: AnswerScope) -> bool:
        rule = question.required_if
        return question.is_required or (rule is not None and rule.holds(self.at(rule, path, scope)))

    def is_only_read(self, question: Question, path: str, scope: AnswerScope) -> bool:
        rule = question.read_only_if
        is_own = is_fixed(question) or self.is_read_only_around(path)
        return is_own or (rule is not None and rule.holds(self.at(rule, path, scope)))

    def note_read_only(self, around: Question, path: str, scope: AnswerScope) -> None:
        if self.is_only_read(around, path, scope):
            self.read_only[path] = True

    def is_read_only_around(self, path: str) -> bool:
        """By the group or repeat that the question of a path lies in."""
        return bool(self.read_only) and self.outline.around(path) in self.read_only

    def ask(self, asked: Asked, given: Value) -> None:
        self.asked.append(asked)
        path = asked.path
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


def is_fixed(question: Question) -> bool:
    """Always read only: a question that is calculated whenever what it rests on changes."""
    is_calculated = question.calculate is not None and not question.triggers
    return question.is_read_only or is_calculated


def dropped(answers: Answers, values: Mapping[str, Value], outline: Outline) -> Iterator[str]:
    """Paths of answers that were given and do not count, or not whole, any more."""
    for path, given in answers.items():
        if not is_empty(given) and values.get(path) != given and outline.knows(path):
            yield path
