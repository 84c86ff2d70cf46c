"""The items of a roster or a repeat: codes chosen before, a number, or as many as were answered."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from app.questionnaire.asked import item_path, key_of
from app.questionnaire.choosing_from import Chooser
from app.questionnaire.counting import MOST_ITEMS, MOST_REPEATS, items_of, numbered
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.expression.values import number
from app.questionnaire.model import Answers, Choice, Question, QuestionKind
from app.questionnaire.outline import Outline
from app.questionnaire.steps import Spot

Items: TypeAlias = Mapping[str, tuple[str, ...]]
NUMBERED = re.compile(r"\[([1-9]\d{0,3})\]/", re.ASCII)


@dataclass(slots=True)
class Repeating:
    outline: Outline
    answers: Answers
    choosing: Chooser
    answered: dict[str, int] | None = field(init=False, default=None)

    def items_of(self, repeat: Question, path: str, scope: AnswerScope) -> dict[str, Choice | None]:
        """Each item with the choice that it stands for, if any."""
        if repeat.kind is QuestionKind.CONSTANT_SUM:
            return {each.code: each for each in self.choosing.choices_of(repeat, scope, path)}
        if repeat.over is not None:
            return self.chosen(repeat, path, scope)
        most = MOST_REPEATS if repeat.max_items is None else repeat.max_items
        if repeat.count is not None:
            count = number(repeat.count.value(scope.at(None, path)))
            count = self.last_answered(path) if math.isnan(count) else count
        else:
            count = self.open_count(repeat, path)
        return dict.fromkeys(numbered(count, most))

    def chosen(self, repeat: Question, path: str, scope: AnswerScope) -> dict[str, Choice | None]:
        """Without those that are exclusive or missing: they are nothing to ask more about."""
        if repeat.over is None:
            return {}
        most = MOST_ITEMS if repeat.kind is QuestionKind.ROSTER else MOST_REPEATS
        codes = items_of(repeat.over.value(scope), repeat.max_items, most)
        sources = [self.outline.choices[key] for key in self.outline.item_sources[key_of(path)]]
        found: dict[str, Choice | None] = {}
        for code in codes:
            choice = next((each[code] for each in sources if code in each), None)
            if choice is None or not (choice.is_exclusive or choice.is_missing):
                found[code] = choice
        return dict(list(found.items())[: repeat.max_items])

    def paths_of(self, spot: Spot, items: Items) -> Iterator[str]:
        """All that a spot may ask, item by item."""
        if spot.question.is_repeat:
            yield from paths_inside(spot.question.code, spot.inner, spot.fields, items)
        else:
            yield spot.question.code

    def open_count(self, repeat: Question, path: str) -> int:
        """As many as are kept under the path of the repeat itself, else the last one answered."""
        least = 1 if repeat.min_items is None else repeat.min_items
        kept = self.answers.get(path)
        if isinstance(kept, int) and not isinstance(kept, bool):
            return max(kept, least)
        return max(self.last_answered(path), least)

    def last_answered(self, path: str) -> int:
        """Where the count is not said any more, both engines keep the items that are there."""
        if self.answered is None:
            self.answered = last_items(self.answers)
        return self.answered.get(path, 0)


def paths_inside(
    path: str, inner: tuple[Question, ...], fields: tuple[Question, ...], items: Items
) -> Iterator[str]:
    """inner: the repeats between the one at the path and the fields."""
    for item in items.get(path, ()):
        if inner:
            yield from paths_inside(item_path(path, item, inner[0].code), inner[1:], fields, items)
        else:
            yield from (item_path(path, item, each.code) for each in fields)


def last_items(answers: Answers) -> dict[str, int]:
    """Path of each repeat to the highest number of an item with an answer."""
    found: dict[str, int] = {}
    for path in answers:
        for item in NUMBERED.finditer(path):
            repeat = path[: item.start()]
            found[repeat] = max(found.get(repeat, 0), int(item[1]))
    return found
