"""What a pass takes over from the one before: all in which no changed answer has a say."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Protocol, TypeAlias

from app.questionnaire.asked import OPEN, Asked, parts_of
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.tree import Filtered, Path, walk
from app.questionnaire.model import Answers, Choice, Value
from app.questionnaire.remembering import Remembered
from app.questionnaire.steps import Spot, deciding, read_by

Mark: TypeAlias = tuple[int, int, int, int, int, bool]
"""Before a spot: how many values, items, item_choices, relevant and asked; is its page shown."""
ANYTHING = "*"  # read by a rule of which nobody can say beforehand what it reads


class Passed(Protocol):
    """What a pass found, in the order in which it came to it."""

    @property
    def answers(self) -> Answers: ...
    @property
    def values(self) -> dict[str, Value]: ...
    @property
    def items(self) -> dict[str, tuple[str, ...]]: ...
    @property
    def item_choices(self) -> dict[tuple[str, str], Choice | None]: ...
    @property
    def relevant(self) -> dict[str, bool]: ...
    @property
    def asked(self) -> list[Asked]: ...
    @property
    def marks(self) -> list[Mark]: ...
    @property
    def drawn(self) -> str | None: ...


def mark_of(passed: Passed, *, is_page_shown: bool) -> Mark:
    return (
        len(passed.values),
        len(passed.items),
        len(passed.item_choices),
        len(passed.relevant),
        len(passed.asked),
        is_page_shown,
    )


@dataclass(slots=True)
class Former:
    """The pass before, of the same questionnaire in the same setting, along the same route.

    changed: codes of questions that are answered otherwise, or came out otherwise, than before.
    """

    passed: Passed
    changed: set[str]
    values: list[tuple[str, Value]] = field(init=False)
    items: list[tuple[str, tuple[str, ...]]] = field(init=False)
    item_choices: list[tuple[tuple[str, str], Choice | None]] = field(init=False)
    relevant: list[tuple[str, bool]] = field(init=False)
    spot: int = 0

    def __post_init__(self) -> None:
        self.values = list(self.passed.values.items())
        self.items = list(self.passed.items.items())
        self.item_choices = list(self.passed.item_choices.items())
        self.relevant = list(self.passed.relevant.items())

    def gives(self, spot: Spot, now: Passed) -> bool:
        """Takes a spot over when nothing that it rests on has changed."""
        marks, here = self.passed.marks, self.spot
        is_same = marks[here][-1] == now.marks[-1][-1]
        if not is_same or not self.changed.isdisjoint(rests_on(spot)):
            return False
        (v, i, c, r, a, _), (v_to, i_to, c_to, r_to, a_to, _) = marks[here], marks[here + 1]
        now.values.update(self.values[v:v_to])
        now.items.update(self.items[i:i_to])
        now.item_choices.update(self.item_choices[c:c_to])
        now.relevant.update(self.relevant[r:r_to])
        now.asked.extend(self.passed.asked[a:a_to])
        self.spot += 1
        return True

    def compare(self, spot: Spot, now: Passed) -> None:
        """After a spot was taken anew: who reads it is taken anew too, if it came out otherwise."""
        marks, here = self.passed.marks, self.spot
        (v, i, _, r, _, _), (v_to, i_to, _, r_to, _, _) = marks[here], marks[here + 1]
        v_now, i_now, _, r_now, _, _ = now.marks[-1]
        is_same = (
            self.values[v:v_to] == [*islice(now.values.items(), v_now, None)]
            and self.items[i:i_to] == [*islice(now.items.items(), i_now, None)]
            and self.relevant[r:r_to] == [*islice(now.relevant.items(), r_now, None)]
        )
        if not is_same:
            self.changed.update(codes_of(spot), (ANYTHING,))
        self.spot += 1


def former(passed: Passed, answers: Answers) -> Former:
    before = passed.answers
    paths = {
        path
        for path in chain(before, answers)
        if path not in before or path not in answers or before[path] != answers[path]
    }
    changed = {code_of(path) for path in paths}
    return Former(passed, changed | {ANYTHING} if changed else changed)


def code_of(path: str) -> str:
    """Of the question, or of the roster, that an answer belongs to."""
    roster, _item, code = parts_of(path)
    return roster or code.removesuffix(OPEN)


def codes_of(spot: Spot) -> Iterable[str]:
    return (spot.question.code, *(each.code for each in spot.fields))


def find_rests_on(spot: Spot) -> frozenset[str]:
    """Codes of all that decides what becomes of a spot, its own among them."""
    rules = (rule for each in (spot.question, *spot.fields) for rule in deciding(each))
    return frozenset(codes_of(spot)).union(*map(read_in, rules))


rests_on: Remembered[Spot, frozenset[str]] = Remembered(find_rests_on, most=20_000)


def read_in(rule: Rule) -> frozenset[str]:
    """What it is known to read; ANYTHING too where it walks about."""
    parts = tuple(walk(rule.tree))
    walks = any(isinstance(each, Filtered) for each in parts)
    walks = walks or not all(is_word(each) for each in parts if isinstance(each, Path))
    return read_by(rule) | ({ANYTHING} if walks or not rule.is_pure else set())


def is_word(path: Path) -> bool:
    step = path.steps[0]
    is_one = path.start is None and len(path.steps) == 1 and not step.predicates
    return is_one and step.name not in {".", "..", "*"}
